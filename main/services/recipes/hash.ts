/** Tells by a short text whether two recipes ask for the same. Knows no files. */
import { createHash } from 'node:crypto';
import type { Recipe } from '../../document/recipe.ts';

/** Of all that a text depends on: the order of fields does not matter, nor do the recipe's name and description. */
export function recipeHash(recipe: Recipe): string {
  const asked = inOrder({ ...recipe, name: '', description: '' });
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, inOrder(part)]));
}
