import { expect, test, vi } from 'vitest';
import type { RecipeRow } from '../../main/contract/index.ts';
import { checkRecipeText } from '../../main/document/recipe-check/check.ts';
import type { Recipe } from '../../main/document/recipe.ts';
import { questionsOf } from './recipes/question-lines.ts';
import { RecipeDraft, textOf } from './recipes/recipe-draft.svelte.ts';
import { offeredVariables } from './recipes/variables.ts';
import { Recipes } from './recipes.svelte.ts';
import { testApp } from './test-app.ts';

function recipeOf(name: string): Recipe {
  const captions = [{ track: 'short', prompt: 'Say what happens.' }];
  const { recipe } = checkRecipeText(JSON.stringify({ format: 'panda-recipe', formatVersion: 1, name, captions }));
  if (recipe === null) throw new Error('it is right');
  return recipe;
}

function rowOf(name: string, recipeId: string | null): RecipeRow {
  const recipe = recipeOf(name);
  return { recipeId: recipeId as RecipeRow['recipeId'], name, recipe, text: textOf(recipe) };
}

const check = async ({ text }: { readonly text: string }) => checkRecipeText(text);

test('a recipe is kept as soon as nothing is wrong with it, as one step until it is left; faults stand at their fields', async () => {
  vi.useFakeTimers();
  const saved: string[] = [];
  const save = async ({ text, step }: { readonly text: string; readonly step: string | null }) => {
    saved.push(`${(JSON.parse(text) as Recipe).name}, ${step}`);
    return { step: 'S' };
  };
  const { app } = testApp({ recipes: { check, save } as never });
  const draft = new RecipeDraft(app, rowOf('mine', '01M7YBPZE48A4H9JVCS3'));
  draft.fields.captions[0]!.prompt = '{prevous}';
  draft.changed(draft.text);
  await vi.runAllTimersAsync();
  expect(draft.faultsAt('captions[0].prompt').map(({ wrong }) => wrong.kind)).toEqual(['unknown-variable']);
  expect([draft.faultsAt('captions[0]').length, draft.faultsAt('captions[1]').length, saved]).toEqual([1, 0, []]);
  draft.fields.captions[0]!.prompt = '{name}';
  draft.fields.name = 'mine too';
  draft.changed(draft.text);
  await vi.runAllTimersAsync();
  draft.fields.name = 'mine again';
  draft.changed(draft.text);
  await vi.runAllTimersAsync();
  draft.leave();
  draft.fields.name = 'mine at last';
  draft.changed(draft.text);
  await vi.runAllTimersAsync();
  expect([draft.faults, saved, draft.isKept]).toEqual([
    [],
    ['mine too, null', 'mine again, S', 'mine at last, null'],
    true,
  ]);
  vi.useRealTimers();
});

test('as text a recipe may be wrong for a while; what is right again is in the fields', async () => {
  vi.useFakeTimers();
  const { app } = testApp({ recipes: { check, save: async () => ({ step: null }) } as never });
  const draft = new RecipeDraft(app, rowOf('mine', '01M7YBPZE48A4H9JVCS3'));
  draft.raw = '{';
  draft.changed(draft.text);
  await vi.runAllTimersAsync();
  expect([draft.faults.map(({ wrong }) => wrong.kind), draft.fields.name]).toEqual([['json'], 'mine']);
  draft.raw = textOf(recipeOf('by hand'));
  draft.changed(draft.text);
  await vi.runAllTimersAsync();
  expect([draft.faults, draft.fields.name]).toEqual([[], 'by hand']);
  vi.useRealTimers();
});

test('a copy has a name that is free, is of the project, and is shown', async () => {
  const rows = [rowOf('captions', null), rowOf('captions copy', 'A')];
  const save = async ({ text }: { readonly text: string }) => {
    const row = rowOf((JSON.parse(text) as Recipe).name, 'B');
    rows.push(row);
    return { ...row, step: null };
  };
  const { app } = testApp({ recipes: { list: async () => [...rows], save } });
  const recipes = new Recipes(app);
  await recipes.load();
  await recipes.copy(rows[0]!, (name) => `${name} copy`);
  expect([recipes.draft?.row.name, recipes.draft?.isShipped, recipes.list?.length]).toEqual([
    'captions copy 2',
    false,
    3,
  ]);
});

test('many lines become many questions, with what follows after tabs, and ids that are new', () => {
  const lines = 'What colour is it?\n\nIs it day?\tyes-no\tother\r\nWhere?\tindoors; outdoors\nWhat colour is it?';
  expect(questionsOf(lines, ['is-it-day']).map(({ id, form, topic, choices }) => [id, form, topic, choices])).toEqual([
    ['what-colour-is-it', 'open', null, []],
    ['is-it-day-2', 'yes-no', 'other', []],
    ['where', 'choice', null, ['indoors', 'outdoors']],
    ['what-colour-is-it-2', 'open', null, []],
  ]);
});

test('only variables that have a value at their place are offered', () => {
  const before = recipeOf('mine').captions;
  const ofVideo = offeredVariables({ ofSegment: false, isCaption: true, before });
  const ofSegment = offeredVariables({ ofSegment: true, isCaption: true, before: [] });
  expect([ofVideo.includes('{previous}'), ofVideo.includes('{caption.short}')]).toEqual([false, true]);
  expect([ofSegment.includes('{previous}'), ofSegment.includes('{segment}')]).toEqual([true, true]);
});
