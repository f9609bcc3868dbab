import { cpSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import { findFfmpeg } from '../../media/index.ts';
import { readFingerprint } from '../library/fingerprint.ts';
import { chooseModel } from '../models/find.ts';
import { draft, startDrafter } from './drafter.ts';
import type { Drafter, Shown } from './drafter.ts';
import { writeTinyClip } from './tiny-clip.ts';
import { writeTinyModel } from './tiny-model.ts';

const makeFolder = foldersUntil(afterAll);

const folder = makeFolder();
const never = new AbortController().signal;
const greedy = (maxNewTokens: number) => ({ kind: 'greedy', maxNewTokens }) as const;
let drafter: Drafter;
let shown: Shown;

beforeAll(async () => {
  await writeTinyModel(join(folder, 'model'));
  drafter = startDrafter({ model: await chooseModel(join(folder, 'model')), ffmpeg: await findFfmpeg() });
  const path = await writeTinyClip(join(folder, 'clip.mp4'), 3);
  shown = await drafter.look({ path, span: null, fingerprint: await readFingerprint(path) }, never);
});
afterAll(() => drafter[Symbol.asyncDispose]());

test('the text streams in whole characters, and is the same as all at once', async () => {
  const question = { shown, prompt: 'What is it?', sampling: greedy(12), priority: 'batch' } as const;
  const whole = await draft(drafter, question, never);
  let text = '';
  for await (const piece of drafter.write({ ...question, priority: 'interactive' }, never)) text += piece;
  expect([text.trim(), whole.tokens.length, whole.stop]).toEqual([whole.text, 12, 'length']);
  expect(whole.confidence).toBeCloseTo(Math.exp(whole.tokens.reduce((sum, { logProb }) => sum + logProb, 0) / 12));
});

test('a second question about a clip reads the clip no second time, and does not change what is said', async () => {
  const ask = (prompt: string) => draft(drafter, { shown, prompt, sampling: greedy(4), priority: 'batch' }, never);
  const alone = [await ask('How many?'), await ask('Which color?')];
  const together = await Promise.all([ask('How many?'), ask('Which color?')]);
  expect(together.map(({ text }) => text)).toEqual(alone.map(({ text }) => text));
  expect(together.every(({ reusedTokens }) => reusedTokens > shown.view.tokens)).toBe(true);
});

test('what was written before a stop is kept', async () => {
  const controller = new AbortController();
  const stream = drafter.write(
    { shown, prompt: 'Go on.', sampling: greedy(300), priority: 'batch' },
    controller.signal,
  );
  const first = await stream.next();
  controller.abort();
  let step = first;
  while (!step.done) step = await stream.next();
  expect([step.value.stop, step.value.tokens.length > 0, step.value.tokens.length < 300]).toEqual([
    'cancelled',
    true,
    true,
  ]);
});

test('a question longer than the model can take is a problem that says so', async () => {
  const question = { shown, prompt: 'why '.repeat(600), sampling: greedy(4), priority: 'batch' } as const;
  await expect(draft(drafter, question, never)).rejects.toMatchObject({
    problem: { code: 'prompt-too-long', maxPositions: 512 },
  });
});

test('a model that could not be read is read again once its folder is whole', async () => {
  const copy = join(makeFolder(), 'model');
  cpSync(join(folder, 'model'), copy, { recursive: true });
  await using other = startDrafter({ model: await chooseModel(copy), ffmpeg: await findFfmpeg() });
  truncateSync(join(copy, 'decoder.weights'));
  const path = join(folder, 'clip.mp4');
  const source = { path, span: null, fingerprint: await readFingerprint(path) };
  await expect(other.look(source, never)).rejects.toMatchObject({ problem: { code: 'model-damaged' } });
  cpSync(join(folder, 'model', 'decoder.weights'), join(copy, 'decoder.weights'));
  expect((await other.look(source, never)).prefix).toEqual(shown.prefix);
});

test('a look that was stopped ends at once', async () => {
  const source = { path: join(folder, 'clip.mp4'), span: null, fingerprint: 'x' };
  await expect(drafter.look(source, AbortSignal.abort())).rejects.toThrow('aborted');
});

test('the pieces of a text are the text, one for each token', async () => {
  const { pieces, tokens, text } = await draft(
    drafter,
    { shown, prompt: 'What is it?', sampling: greedy(12), priority: 'batch' },
    never,
  );
  expect([pieces.join('').trim(), pieces.length]).toEqual([text, tokens.length]);
});

test('a text has a probability without its clip, which is another one and always the same', async () => {
  const { tokens } = await draft(
    drafter,
    { shown, prompt: 'What is it?', sampling: greedy(6), priority: 'batch' },
    never,
  );
  const text = { prompt: 'What is it?', tokens, priority: 'batch' } as const;
  const blind = await drafter.scoreBlind(text, never);
  expect(blind.map((logProb) => logProb < 0)).toEqual(tokens.map(() => true));
  expect(blind).not.toEqual(tokens.map(({ logProb }) => logProb));
  const again = await drafter.scoreBlind({ ...text, priority: 'interactive' }, never);
  expect(again).toEqual(blind.map((logProb) => expect.closeTo(logProb, 4) as number));
  expect(await drafter.scoreBlind({ ...text, tokens: [] }, never)).toEqual([]);
});

test('the model can be shown fewer frames than it takes', async () => {
  const path = join(folder, 'clip.mp4');
  const few = await drafter.look({ path, span: null, fingerprint: await readFingerprint(path), frames: 2 }, never);
  const all = await drafter.look({ path, span: null, fingerprint: 'x', frames: 64 }, never);
  expect([few.view.frames.map(({ index }) => index), all.view.frames.length]).toEqual([[0, 5], 8]);
  const { promptTokens } = await draft(
    drafter,
    { shown: few, prompt: 'What is it?', sampling: greedy(2), priority: 'batch' },
    never,
  );
  expect(promptTokens).toBeLessThan(few.view.tokens + 40);
});
