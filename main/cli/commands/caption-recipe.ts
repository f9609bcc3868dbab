/** Which recipe `panda caption --project` follows: the one that is named, one made of a prompt and questions, or `captions`. */
import { readFile } from 'node:fs/promises';
import { CAPTION_PROMPT, checkRecipe, findRecipe, parseQuestions, ProblemError } from '../../services/index.ts';
import type { ProjectRecipe, Question, Recipe } from '../../services/index.ts';

export interface RecipeOptions {
  readonly recipe?: string;
  /** Where it was given on the command line. */
  readonly prompt?: string;
  readonly questions?: string;
  readonly track: string;
  readonly caption: boolean;
}

/** `ofProject`: its own recipes, which come before those that ship. */
export async function recipeOf(options: RecipeOptions, ofProject: readonly ProjectRecipe[]): Promise<Recipe> {
  const { caption, prompt, questions, recipe } = options;
  if (recipe !== undefined) return findRecipe(recipe, ofProject);
  if (prompt === undefined && questions === undefined && caption) return findRecipe('captions', ofProject);
  const bank = questions === undefined ? [] : parseQuestions(await readBank(questions), questions);
  const checked = checkRecipe(definitionOf(options, bank));
  if (checked.recipe) return checked.recipe;
  throw new ProblemError({ code: 'recipe-wrong', path: questions ?? '--prompt', faults: checked.faults });
}

/** The prompt is a template, as in a recipe; questions of a bank say what they say. */
function definitionOf({ caption, prompt, track }: RecipeOptions, bank: readonly Question[]): unknown {
  return {
    format: 'panda-recipe',
    formatVersion: 1,
    name: 'command line',
    captions: caption ? [{ track, prompt: prompt ?? CAPTION_PROMPT }] : [],
    questions: bank.map((question) => ({ ...question, text: literal(question.text) })),
  };
}

/** As a template says it: each brace and each pair of brackets twice. */
function literal(text: string): string {
  return text.replace(/[{}]|\[\[|\]\]/g, '$&$&');
}

async function readBank(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ProblemError({ code: 'questions-unreadable', path, line: null, cause: (error as Error).message });
  }
}
