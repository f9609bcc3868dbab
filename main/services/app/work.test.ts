import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOTHING_SAID } from '../../document/dataset-about.ts';
import { all, appFor, WRITE } from './made-app.ts';

const { client, firstVideo, made, newCaption } = appFor({ beforeAll, afterAll });

test('a run is told before it starts, goes on when nobody looks, and is one undo', async () => {
  const text = JSON.stringify({
    ...{ format: 'panda-recipe', formatVersion: 1, name: 'quick', sampling: { kind: 'greedy', maxNewTokens: 8 } },
    captions: [{ track: 'run', prompt: 'What is it?' }],
  });
  await client().recipes.save({ recipeId: null, text, step: null });
  const plan = {
    recipe: 'quick',
    model: null,
    policy: 'skip',
    query: '',
    limit: null,
    shuffleSeed: null,
    anyway: true,
  } as const;
  const { forecast, resumes } = await client().runs.forecast(plan);
  expect({ ...forecast, resumes }).toEqual({
    videos: 3,
    skipped: 0,
    texts: 3,
    unsegmented: 0,
    factor: 1,
    resumes: null,
  });
  let runId;
  for await (const event of await client().runs.start(plan)) {
    if (event.event === 'started') runId = event.runId;
    break;
  }
  if (runId === undefined) throw new Error('it did not start');
  const events = await all(client().runs.follow({ runId }));
  expect(events.at(-1)).toMatchObject({ event: 'finished', state: 'finished', done: 3, failed: 0, texts: 3 });
  const [summary] = await client().runs.list();
  expect(summary).toMatchObject({ counts: { done: 3 }, texts: 3, failures: {} });
  const items = await client().runs.items({ runId, state: null, cause: null, from: 1, limit: 1 });
  expect({ names: items.rows.map(({ videoName }) => videoName), total: items.total }).toEqual({
    ...{ names: ['videos/02.mp4'], total: 3 },
  });
  expect(await client().searches.count({ query: 'track:run' })).toMatchObject({ items: 3 });
  expect(await client().session.undo({ leaveChanged: false })).toMatchObject({ label: 'generate', detail: 'quick' });
  expect(await client().searches.count({ query: 'track:run' })).toMatchObject({ items: 0 });
});

test('a recipe is tried on a clip and nothing of it is kept, then fills what is missing', async () => {
  const { id: videoId } = await firstVideo();
  const text = (await client().recipes.list()).find(({ name }) => name === 'quick')?.text ?? '';
  const before = (await client().session.get()).open?.lastEdit;
  const tried = await all(client().recipes.try({ text, videoId, segmentId: null, anyway: true }));
  expect(tried.map(({ event }) => event)).toEqual(['text', 'done']);
  expect((await client().session.get()).open?.lastEdit).toBe(before);
  const filled = await all(client().drafting.fill({ videoId, segmentId: null, recipe: 'quick', anyway: true }));
  expect(filled.map(({ event }) => event)).toEqual(['kept', 'done']);
  expect(await client().searches.count({ query: 'track:run' })).toMatchObject({ items: 1 });
  const faults = await client().recipes.check({ text: '{' });
  expect(faults).toMatchObject({ recipe: null, faults: [{ place: { line: 1 } }] });
});

test('a recipe that is edited for a while is one undo', async () => {
  const textOf = (name: string): string =>
    JSON.stringify({ ...{ format: 'panda-recipe', formatVersion: 1, name }, captions: [{ track: 'a', prompt: 'b' }] });
  const names = async (): Promise<string[]> =>
    (await client().recipes.list()).filter(({ recipeId }) => recipeId !== null).map(({ name }) => name);
  const { recipeId } = await client().recipes.save({ recipeId: null, text: textOf('one'), step: null });
  const { step } = await client().recipes.save({ recipeId, text: textOf('two'), step: null });
  await client().recipes.save({ recipeId, text: textOf('three'), step });
  expect((await names()).toSorted()).toEqual(['quick', 'three']);
  await client().session.undo({ leaveChanged: false });
  expect((await names()).toSorted()).toEqual(['one', 'quick']);
  await client().session.undo({ leaveChanged: false });
  expect(await names()).toEqual(['quick']);
});

test('decided texts are shown before they are exported, exported and checked', async () => {
  const item = await newCaption('out');
  await client().texts.decide({ ...WRITE, itemId: item.id, decision: 'accepted', text: 'A dog.', reason: null });
  const chosen = { format: 'jsonl', options: {}, query: 'track:out', statuses: ['written' as const], tracks: null };
  const preview = await client().datasets.preview(chosen);
  expect(preview).toMatchObject({ texts: 1, counts: { records: 1 }, leftOut: [] });
  expect(preview.files[0]?.text).toContain('A dog.');
  const out = join(made().path, '..', 'out');
  const events = await all(
    client().datasets.export({
      ...{ ...chosen, out, beside: false, overwrite: false, media: null, split: null, about: NOTHING_SAID },
    }),
  );
  const done = events.at(-1);
  if (done?.event !== 'done') throw new Error('it did not end');
  expect(done.report.checked.every(({ passed }) => passed)).toBe(true);
  expect(existsSync(join(out, 'dataset.json'))).toBe(true);
  const { files } = JSON.parse(readFileSync(join(out, 'dataset.json'), 'utf8')) as { files: unknown[] };
  expect(files).toEqual(done.report.files);

  const plan = {
    by: 'auto',
    track: 'in',
    tier: 'in',
    as: null,
    overwrite: false,
    encoding: null,
    options: {},
  } as const;
  const sources = [...(await client().datasets.sources({ paths: [out], format: null }))];
  const { records } = await client().datasets.sample({ ...plan, sources, limit: 10 });
  expect(records).toMatchObject([{ text: 'A dog.', track: 'out', match: { videoId: item.videoId } }]);
  const dry = (await all(client().datasets.import({ ...plan, sources, dryRun: true }))).at(-1);
  expect(dry).toMatchObject({ event: 'done', report: { records: 1, outcomes: { same: 1 }, step: null } });
});

test('measures are read in a thread of their own', async () => {
  const events = await all(client().measures.stats({ query: '' }));
  expect(events.at(-1)).toMatchObject({ event: 'done', report: { format: 'panda-stats', project: { name: 'p' } } });
  await expect(all(client().measures.stats({ query: 'status:nonsense' }))).rejects.toMatchObject({ code: 'PROBLEM' });
});
