/** The recipes that a project can be worked on by: its own, and those that ship. */
import type { RecipeRow } from '../../contract/recipes.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { ProjectStore } from '../../store/index.ts';
import { findRecipe, listRecipes } from '../recipes/find.ts';

/** Those of the project first, each kind by name. One of the project hides its namesake. */
export async function recipeRows(store: ProjectStore): Promise<RecipeRow[]> {
  const own = store.list('recipe').sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const names = new Set(own.map(({ name }) => name));
  const shipped = (await listRecipes()).filter(({ name }) => !names.has(name));
  return [
    ...own.map(({ definition, id, name }) => ({ recipeId: id, name, recipe: definition, text: textOf(definition) })),
    ...shipped.map((recipe) => ({ recipeId: null, name: recipe.name, recipe, text: textOf(recipe) })),
  ];
}

/** Never a file: a window names no paths here. Throws `recipe-unknown`. */
export async function recipeNamed(store: ProjectStore, name: string): Promise<Recipe> {
  const row = (await recipeRows(store)).find((one) => one.name === name);
  return row ? row.recipe : findRecipe(name.replaceAll(/[/\\]|\.json$/giu, ''), store.list('recipe'));
}

export function textOf(recipe: Recipe): string {
  return `${JSON.stringify(recipe, null, 2)}\n`;
}
