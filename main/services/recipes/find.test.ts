import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { world } from '../../../native-models/panda-mini/world/facts.ts';
import type { ProblemError } from '../../document/problem.ts';
import { recipeJsonSchema } from '../../document/recipe-check/json-schema.ts';
import type { RecipeId } from '../../document/ids.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { findRecipe, listRecipes, readRecipe, SHIPPED_RECIPES, writeRecipe } from './find.ts';
import { recipeHash } from './hash.ts';

const makeFolder = foldersUntil(afterAll);

describe('the recipes that ship', () => {
  it('are these, each in a file of its name', async () => {
    const names = (await listRecipes()).map(({ name }) => name);
    expect(names).toEqual(['captions', 'dense-segments', 'long-video', 'qa-general', 'qa-temporal', 'shapes-demo']);
    for (const name of names) expect((await readRecipe(join(SHIPPED_RECIPES, `${name}.json`))).name).toBe(name);
  });

  it('ask Panda-Mini in the wordings that it learned', async () => {
    const { captions, proposals, questions } = await findRecipe('shapes-demo');
    const { background, color, count, motion, shape } = world.yesNo;
    const yesNo = [background, color, shape, ...Object.values(count), ...Object.values(motion)].flat();
    const known = [...Object.values(world.questions).flat(), ...yesNo].map(
      (wording) => new RegExp(`^${RegExp.escape(wording).replace(/\\\{\w+\\\}/g, '\\w+')}$`),
    );
    expect(questions.filter(({ text }) => !known.some((wording) => wording.test(text)))).toEqual([]);
    expect(captions.map(({ prompt }) => prompt)).toEqual([
      world.captions.short.prompts[0],
      world.captions.dense.prompts[0],
    ]);
    expect(proposals?.prompts).toEqual(world.propose.prompts);
    expect(new Set(questions.map(({ form }) => form))).toEqual(new Set(['open', 'count', 'yes-no', 'choice']));
  });
});

describe('a recipe', () => {
  it('is found by its name, by its file, or in the project, whose own comes first', async () => {
    const shipped = await findRecipe('captions');
    const own = { id: 'R1' as RecipeId, name: 'captions', definition: { ...shipped, frames: 4 } };
    expect(await findRecipe('captions', [own])).toEqual({ ...shipped, frames: 4 });
    const path = join(makeFolder(), 'mine.json');
    await writeRecipe(path, { ...shipped, name: 'mine' });
    expect(await findRecipe(path)).toEqual({ ...shipped, name: 'mine' });
  });

  it('that is not there, not readable or not sound is a problem that says so', async () => {
    const folder = makeFolder();
    const [missing, wrong] = [join(folder, 'missing.json'), join(folder, 'wrong.json')];
    writeFileSync(wrong, '{"format": "panda-recipe"');
    const problems = [];
    for (const called of ['caption', missing, wrong])
      problems.push(await findRecipe(called).catch((error: unknown) => (error as ProblemError).problem));
    expect(problems).toEqual([
      {
        code: 'recipe-unknown',
        name: 'caption',
        nearest: 'captions',
        known: ['captions', 'dense-segments', 'long-video', 'qa-general', 'qa-temporal', 'shapes-demo'],
      },
      { code: 'recipe-unreadable', path: missing, cause: 'there is no such file' },
      {
        code: 'recipe-wrong',
        path: wrong,
        faults: [{ field: '', place: { line: 1, column: 26 }, wrong: { kind: 'json', found: '', expected: ', or }' } }],
      },
    ]);
  });

  it('is never written over a file', async () => {
    const path = join(makeFolder(), 'mine.json');
    writeFileSync(path, 'mine');
    const problem = await writeRecipe(path, await findRecipe('captions')).catch(
      (error: unknown) => (error as ProblemError).problem,
    );
    expect([problem, readFileSync(path, 'utf8')]).toEqual([{ code: 'recipe-exists', path }, 'mine']);
  });

  it('has a hash of what it asks for, whatever it is called and however its file is written', async () => {
    const recipe = await findRecipe('captions');
    const turned = Object.fromEntries(Object.entries(recipe).reverse()) as typeof recipe;
    expect(recipeHash({ ...turned, name: 'x', description: 'y' })).toBe(recipeHash(recipe));
    expect(recipeHash({ ...recipe, frames: 4 })).not.toBe(recipeHash(recipe));
    expect(recipeHash(recipe)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the schema of recipes', () => {
  it('in docs/ is the one that the program holds to', () => {
    const published: unknown = JSON.parse(readFileSync('docs/recipe.schema.json', 'utf8'));
    expect(published).toEqual(recipeJsonSchema());
  });

  it('and the guide in docs/ shows recipes that are sound', async () => {
    const guide = readFileSync('docs/recipes.md', 'utf8');
    const examples = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json ?? '');
    const path = join(makeFolder(), 'example.json');
    for (const example of examples) {
      writeFileSync(path, example);
      expect((await readRecipe(path)).format).toBe('panda-recipe');
    }
    expect(examples.length).toBeGreaterThan(0);
  });
});
