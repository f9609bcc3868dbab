/** Says whether a recipe can be worked by, and if not, everything that is wrong with it. Knows no files and no models. */
import type { RecipeFault } from '../problems/recipe.ts';
import { recipeSchema } from '../recipe.ts';
import type { Recipe } from '../recipe.ts';
import { lineAndColumn, readJson } from './json-text.ts';
import type { JsonPath } from './json-text.ts';
import { fieldOf, meaningFaults } from './meaning-faults.ts';
import { shapeFaults } from './shape-faults.ts';
import type { Fault } from './shape-faults.ts';

/** `recipe` is whole: every field that was left out has its default. */
export type CheckedRecipe =
  | { readonly recipe: Recipe; readonly faults: readonly [] }
  | { readonly recipe: null; readonly faults: readonly RecipeFault[] };

/** The text of a recipe's file; faults are in the order of the text. */
export function checkRecipeText(text: string): CheckedRecipe {
  const json = readJson(text);
  if (json.fault !== null) {
    const { at, expected, found } = json.fault;
    const place = lineAndColumn(text, at);
    return { recipe: null, faults: [{ field: '', place, wrong: { kind: 'json', found, expected } }] };
  }
  const { recipe, faults } = examine(json.value);
  if (recipe !== null) return { recipe, faults: [] };
  /** What is missing is shown where it should be: in the object that lacks it. */
  const placeOf = (path: JsonPath, of: 'name' | 'value'): number =>
    json.placeOf(path, of) ?? (path.length === 0 ? 0 : placeOf(path.slice(0, -1), 'value'));
  const placed = faults.map((fault) => ({ fault, at: placeOf(fault.path, fault.ofName ? 'name' : 'value') }));
  placed.sort((a, b) => a.at - b.at);
  return { recipe: null, faults: placed.map(({ at, fault }) => faultOf(fault, lineAndColumn(text, at))) };
}

/** A recipe that is there as data: of a project, or from the window. */
export function checkRecipe(value: unknown): CheckedRecipe {
  const { recipe, faults } = examine(value);
  return recipe === null ? { recipe, faults: faults.map((fault) => faultOf(fault, null)) } : { recipe, faults: [] };
}

function examine(value: unknown): { recipe: Recipe; faults: [] } | { recipe: null; faults: Fault[] } {
  const parsed = recipeSchema.safeParse(withoutSchema(value));
  const meaning = meaningFaults(value);
  if (parsed.success && meaning.length === 0) return { recipe: parsed.data, faults: [] };
  return { recipe: null, faults: [...shapeFaults(value, parsed.error?.issues ?? []), ...meaning] };
}

/** `$schema` tells an editor what it edits, and is no part of the recipe. */
function withoutSchema(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== '$schema'));
}

function faultOf({ path, wrong }: Fault, place: RecipeFault['place']): RecipeFault {
  return { field: fieldOf(path), place, wrong };
}
