/** Which recipe `panda caption --project` follows: the one that is named, one made of a prompt and questions, or `captions`. */
import { readFile } from 'node:fs/promises';
import { CAPTION_PROMPT, literalTemplate, parseQuestions, ProblemError, recipeSchema } from '../../services/index.ts';
import type { Recipe } from '../../services/index.ts';

export interface RecipeOptions {
  readonly recipe?: string;
  /** Where they were given on the command line, and nothing where they were not. */
  readonly prompt?: string;
  readonly questions?: string;
  readonly track: string;
  readonly caption: boolean;
}

export async function recipeOf({ caption, prompt, questions, recipe, track }: RecipeOptions): Promise<Recipe> {
  if (recipe !== undefined) return recipeSchema.parse(JSON.parse(await readFile(recipe, 'utf8')));
  const bank = questions === undefined ? [] : parseQuestions(await readBank(questions), questions);
  return recipeSchema.parse({
    format: 'panda-recipe',
    formatVersion: 1,
    name: prompt === undefined && questions === undefined ? 'captions' : 'command line',
    captions: caption ? [{ track, prompt: prompt ?? CAPTION_PROMPT }] : [],
    questions: bank.map((question) => ({ ...question, text: literalTemplate(question.text) })),
  });
}

async function readBank(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ProblemError({ code: 'questions-unreadable', path, line: null, cause: (error as Error).message });
  }
}
