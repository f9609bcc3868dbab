/** Finds a recipe by what a person calls it: one of a project, one that ships, or a file. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import { checkRecipeText } from '../../document/recipe-check/check.ts';
import { nearestWord } from '../../document/recipe-check/nearest.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { ProjectRecipe } from '../../document/records.ts';
import { PROGRAM_FOLDER } from '../program.ts';

/** @internal */
export const SHIPPED_RECIPES = join(PROGRAM_FOLDER, 'main/services/recipes/shipped');

/** In the order of their names. */
export async function listRecipes(): Promise<Recipe[]> {
  const files = (await readdir(SHIPPED_RECIPES)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(files.map((file) => readRecipe(join(SHIPPED_RECIPES, file))));
}

/**
 * `called`: a name, or the path of a file (with a slash or `.json`). A project's own recipe comes before one that ships.
 * Throws `recipe-unknown`, `recipe-unreadable`, `recipe-wrong`.
 */
export async function findRecipe(called: string, ofProject: readonly ProjectRecipe[] = []): Promise<Recipe> {
  if (/[/\\]|\.json$/i.test(called)) return readRecipe(called);
  const own = ofProject.find(({ name }) => name === called);
  if (own !== undefined) return own.definition;
  const shipped = await listRecipes();
  const recipe = shipped.find(({ name }) => name === called);
  if (recipe !== undefined) return recipe;
  const known = [...new Set([...ofProject, ...shipped].map(({ name }) => name))];
  throw new ProblemError({ code: 'recipe-unknown', name: called, nearest: nearestWord(called, known), known });
}

/** Throws `recipe-unreadable`, and `recipe-wrong` with all that is. */
export async function readRecipe(path: string): Promise<Recipe> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const cause = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new ProblemError({ code: 'recipe-unreadable', path, cause });
  });
  const { faults, recipe } = checkRecipeText(text);
  if (recipe === null) throw new ProblemError({ code: 'recipe-wrong', path, faults });
  return recipe;
}

/** A copy to be changed, with every field there is. Throws `recipe-exists`, `output-unwritable`. */
export async function writeRecipe(path: string, recipe: Recipe): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(recipe, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new ProblemError({ code: 'recipe-exists', path });
    throw new ProblemError({ code: 'output-unwritable', path, cause: message });
  }
}
