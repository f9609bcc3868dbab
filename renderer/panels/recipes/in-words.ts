/** What a recipe is for, in the language of the window where it ships with the program. Knows no component. */
import type { RecipeRow } from '../../../main/contract/index.ts';
import { language } from '../../locales/language.svelte.ts';

export function purposeOf({ name, recipe, recipeId }: RecipeRow): string {
  const shipped = recipeId === null ? language.t.recipes.shippedFor[name] : undefined;
  return shipped ?? recipe.description;
}
