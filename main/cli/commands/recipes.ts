/** `panda recipes`: which there are, what is in one, what is wrong with one, and a copy of one to change. */
import type { Command } from 'commander';
import { basename } from 'node:path';
import {
  checkRecipe,
  faultSentence,
  findRecipe,
  listRecipes,
  ProblemError,
  readRecipe,
  writeRecipe,
} from '../../services/index.ts';
import type { Recipe } from '../../services/index.ts';
import { EXIT, exitCodeOf } from '../exit-code.ts';
import { printable } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { countText, tableText } from '../wording.ts';

export function addRecipes(program: Command, end: (code: number) => void): void {
  const command = program.command('recipes').description('Recipes: which captions and questions are to be written.');
  command
    .command('list', { isDefault: true })
    .description('Those that ship.')
    .option('--json', 'as one JSON array on standard output')
    .action(async ({ json }: { json?: true }) => end(await list(json === true)));
  command
    .command('show')
    .description('All of a recipe, with what was left out in it.')
    .argument('<recipe>', 'its name, or its file')
    .action(async (called: string) => end(await show(called)));
  command
    .command('check')
    .description('Everything that is wrong with a recipe, with its line and field.')
    .argument('<file>', 'a JSON file; docs/recipes.md tells what belongs in it')
    .option('--json', 'as one JSON object on standard output')
    .action(async (file: string, { json }: { json?: true }) => end(await check(file, json === true)));
  command
    .command('new')
    .description('Write a copy of a recipe, to be changed: new FILE from NAME.')
    .argument('<file>', 'what is written; it must not be there yet')
    .argument('<from>', 'the word "from"')
    .argument('<recipe>', 'a name, or a file')
    .action(async (file: string, from: string, called: string) => end(await copy(file, from, called)));
  for (const one of command.commands) one.exitOverride();
}

async function list(asJson: boolean): Promise<number> {
  const recipes = await listRecipes();
  const rows = recipes.map((recipe) => [recipe.name, asksOf(recipe), recipe.description]);
  process.stdout.write(asJson ? `${JSON.stringify(recipes)}\n` : tableText(rows));
  return EXIT.done;
}

/** `2 captions, 8 questions, 4 proposals`; the proposals are the most that are kept. */
function asksOf({ captions, proposals, questions }: Recipe): string {
  const parts = [
    [captions.length, 'caption'],
    [questions.length, 'question'],
    [proposals?.keep ?? 0, 'proposal'],
  ] as const;
  return parts.flatMap(([count, word]) => (count === 0 ? [] : [countText(count, word)])).join(', ');
}

async function show(called: string): Promise<number> {
  process.stdout.write(`${JSON.stringify(await findRecipe(called), null, 2)}\n`);
  return EXIT.done;
}

async function check(path: string, asJson: boolean): Promise<number> {
  try {
    const recipe = await readRecipe(path);
    if (asJson) process.stdout.write(`${JSON.stringify({ path, faults: [] })}\n`);
    else process.stdout.write(`${printable(path)}: ${printable(recipe.name)} is sound: ${asksOf(recipe)}.\n`);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'recipe-wrong') throw error;
    const { faults } = error.problem;
    const lines = faults.map((fault) => `${printable(faultSentence(path, fault))}\n`).join('');
    process.stdout.write(asJson ? `${JSON.stringify({ path, faults })}\n` : lines);
    return exitCodeOf(error.problem);
  }
}

async function copy(path: string, from: string, called: string): Promise<number> {
  if (from !== 'from')
    throw new UsageError(`panda recipes new ${path} from NAME: there is "${from}" instead of "from".`);
  const name = basename(path).replace(/\.json$/i, '');
  const recipe = await findRecipe(called);
  // A file may be called what a recipe may not.
  await writeRecipe(path, checkRecipe({ ...recipe, name }).recipe ?? recipe);
  process.stdout.write(`${printable(path)}\n`);
  return EXIT.done;
}
