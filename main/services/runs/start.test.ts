import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ItemId, ResponseId } from '../../document/ids.ts';
import type { RunPolicy } from '../../document/observations.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { Response } from '../../document/records.ts';
import { openProject } from '../../store/index.ts';
import { draft } from '../drafting/drafter.ts';
import { foldersUntil } from '../library/test-folder.ts';
import type { RunCounts, RunEvent } from '../../contract/run-event.ts';
import { prepareRun } from './start.ts';
import { cancelRun, pauseRun, showRun, unpauseRun } from './tell.ts';
import { eventsOf, never, recipeOf, requestOf, setStage, textsOf } from './test-run.ts';

const makeFolder = foldersUntil(afterAll);

test('a run writes what the recipe wants about every video, in one step that takes all of it back', async () => {
  await using stage = await setStage(makeFolder(), 3);
  const { person, store } = stage;
  const recipe = recipeOf({
    captions: [{ track: 'short', prompt: 'Describe it.' }],
    questions: [{ id: 'q1', text: 'What color is it?' }],
  });
  const ready = prepareRun(stage, requestOf(stage, recipe));
  expect([ready.resumed, ready.forecast]).toEqual([
    false,
    { videos: 3, skipped: 0, texts: 6, unsegmented: 0, factor: 1 },
  ]);
  const events = await eventsOf(ready);
  expect(events.map(({ event }) => event)).toEqual([
    'started',
    ...['item', 'progress', 'item', 'progress', 'item', 'progress'],
    'finished',
  ]);
  expect(events.at(-1)).toMatchObject({ state: 'finished', done: 3, failed: 0, skipped: 0, texts: 6 });
  expect(textsOf(store).map((line) => line.split(':')[0])).toEqual([
    ...['01', '02', '03'].flatMap((clip) => [`${clip}.mp4 What color is it? []`, `${clip}.mp4 short`]),
  ]);
  expect(store.undoable(person)).toMatchObject({ label: 'generate', detail: 'test', actor: { model: 'tiny@0.0.1' } });
  store.undo(person);
  expect([textsOf(store), [...store.all('item')], [...store.all('video')].length]).toEqual([[], [], 3]);
});

test('each policy does with what is held as it says, and no policy overwrites the word of a person', async () => {
  await using stage = await setStage(makeFolder(), 2);
  const { person, store } = stage;
  const recipe = recipeOf({ captions: [{ track: 'short', prompt: 'Describe it.' }] });
  const run = (policy: RunPolicy, parts: Recipe = recipe) =>
    eventsOf(prepareRun(stage, requestOf(stage, parts, { policy })));
  const sampled = recipeOf({ ...recipe, sampling: { kind: 'sample', temperature: 2, maxNewTokens: 8 } });
  await run('skip', sampled);
  const [answered, other] = [...store.all('item')];
  const counts = () => [answered, other].map((item) => item && store.itemTexts(item.id)?.suggestions.length);
  const response: Response = {
    id: store.newId<ResponseId>(),
    itemId: answered?.id as ItemId,
    personId: person,
    text: 'my word',
    span: null,
    decision: 'accepted',
    reason: null,
    suggestionId: null,
    blind: false,
    decidedAtMs: 1,
  };
  store.write({ actor: { personId: person, model: null, runId: null }, label: 'write' }, [
    { do: 'create', type: 'response', record: response },
  ]);
  const told = [];
  for (const policy of ['skip', 'fill', 'append', 'overwrite'] as const) {
    const { done, skipped } = (await run(policy, { ...sampled, name: policy })).at(-1) as RunCounts;
    told.push([policy, done, skipped, ...counts()]);
  }
  expect(told).toEqual([
    ['skip', 0, 2, 1, 1],
    ['fill', 1, 1, 1, 2], // what this model writes is cut off, so it is junk
    ['append', 2, 0, 2, 3],
    ['overwrite', 1, 1, 2, 1],
  ]);
  expect(store.get('response', response.id)).toEqual(response);
  const texts = textsOf(store).map((line) => line.replace(/^.*?: /, ''));
  expect(new Set(texts).size).toBe(3); // a further suggestion is not the same again
});

test('samples and grounding are measured where the recipe asks, and their cost is told before', async () => {
  await using stage = await setStage(makeFolder(), 1);
  const recipe = recipeOf({
    questions: [{ id: 'q1', text: 'Is it red?', form: 'yes-no' }],
    doubt: { samples: 2, grounding: true },
  });
  const ready = prepareRun(stage, requestOf(stage, recipe));
  expect(ready.forecast.factor).toBe(3.2);
  await eventsOf(ready);
  const [suggestion] = [...stage.store.all('suggestion')];
  expect(suggestion).toMatchObject({
    recipe: { name: 'test' },
    prompt: 'Is it red?',
    frames: { indices: [0, 1, 2, 3, 4, 5, 6, 7] },
    stop: 'length',
    junk: 'cut-off',
  });
  const { disagreement, logProb, total, ungrounded } = suggestion?.doubt ?? {};
  expect(
    [disagreement, logProb, total, ungrounded].map((part) => typeof part === 'number' && part >= 0 && part <= 1),
  ).toEqual([true, true, true, true]);
  expect(
    suggestion?.pieces
      .map(([piece]) => piece)
      .join('')
      .trim(),
  ).toBe(suggestion?.text);
});

test('a question that is asked while a run goes is answered long before the run ends', async () => {
  await using stage = await setStage(makeFolder(), 10);
  const { drafter, videosFolder } = stage;
  const recipe = recipeOf({
    captions: [
      { track: 'short', prompt: 'Describe it.' },
      { track: 'long', prompt: 'Describe all of it.' },
    ],
    sampling: { kind: 'greedy', maxNewTokens: 40 },
  });
  const log: string[] = [];
  const sampling = { kind: 'greedy', maxNewTokens: 8 } as const;
  let asked: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    const source = { path: join(videosFolder, '10.mp4'), span: null, fingerprint: 'asked' };
    const shown = await drafter.look({ ...source, priority: 'interactive' }, never);
    await draft(drafter, { shown, prompt: 'What is it?', sampling, priority: 'interactive' }, never);
    log.push('answered');
  };
  using ready = prepareRun(stage, requestOf(stage, recipe));
  for await (const { event } of ready.events(never)) {
    log.push(event);
    if (event === 'item') asked ??= ask();
  }
  await asked;
  const left = log.slice(log.indexOf('answered')).filter((event) => event === 'item').length;
  expect(left).toBeGreaterThanOrEqual(3);
});

test('a run pauses, goes on and is cancelled by what another process writes, and keeps what it finished', async () => {
  // More than are under way when it is told to pause, and again when it is cancelled.
  await using stage = await setStage(makeFolder(), 20);
  const recipe = recipeOf({ captions: [{ track: 'short', prompt: 'Describe it.' }] });
  using ready = prepareRun(stage, requestOf(stage, recipe));
  using elsewhere = openProject(stage.store.path);
  const id = ready.run.id;
  const story: string[] = [];
  for await (const { event } of ready.events(never)) {
    if (event !== 'progress') story.push(event);
    if (event === 'item' && story.length === 2) pauseRun(elsewhere, id);
    if (event === 'paused') expect(unpauseRun(elsewhere, id)).toBe(true);
    if (event === 'resumed') cancelRun(elsewhere, id);
  }
  expect(story.filter((event) => event !== 'item')).toEqual(['started', 'paused', 'resumed', 'finished']);
  const shown = showRun(elsewhere, id);
  expect(shown.run.state).toBe('cancelled');
  expect([shown.counts.done, shown.counts.working]).toEqual([textsOf(stage.store).length, 0]);
  expect(() => pauseRun(elsewhere, id)).toThrow('is cancelled and does not go on');
});

test('an engine that dies in the middle costs nothing', async () => {
  await using stage = await setStage(makeFolder(), 7);
  const recipe = recipeOf({
    captions: [{ track: 'short', prompt: 'Describe it.' }],
    sampling: { kind: 'greedy', maxNewTokens: 60 },
  });
  using ready = prepareRun(stage, requestOf(stage, recipe));
  let killed = 0;
  let finished: RunEvent | undefined;
  for await (const event of ready.events(never)) {
    if (event.event === 'item' && killed++ < 2) stage.killEngine();
    finished = event;
  }
  expect(finished).toMatchObject({ state: 'finished', done: 7, failed: 0, texts: 7 });
});

test('two runs at once are refused, and a limit is of videos that there is something to do about', async () => {
  await using stage = await setStage(makeFolder(), 4);
  const recipe = recipeOf({ captions: [{ track: 'short', prompt: 'Describe it.' }] });
  const request = requestOf(stage, recipe, { limit: 2, shuffleSeed: 5 });
  {
    using first = prepareRun(stage, request);
    expect(first.forecast.videos).toBe(2);
    expect(() => prepareRun(stage, request)).toThrow('another run works on this project');
    for await (const event of first.events(never)) if (event.event === 'finished') expect(event.done).toBe(2);
  }
  expect((await eventsOf(prepareRun(stage, request))).at(-1)).toMatchObject({ done: 2, total: 2 });
  expect(() => prepareRun(stage, request)).toThrow('there is no video to work on');
});

test('segments are found once and kept, each is captioned with what came before it, and then all of it', async () => {
  await using stage = await setStage(makeFolder(), 1);
  const { person, store } = stage;
  const recipe = recipeOf({
    segments: { by: 'fixed', tier: 'windows', seconds: 1 },
    captions: [
      { track: 'part', of: 'segment', prompt: 'Part {segment} of {segments}.[[ Before: {previous}]]' },
      { track: 'whole', prompt: 'All: {segments.part}' },
    ],
  });
  const ready = prepareRun(stage, requestOf(stage, recipe));
  expect(ready.forecast).toEqual({ videos: 1, skipped: 0, texts: 2, unsegmented: 1, factor: 1 });
  await eventsOf(ready);
  const texts = [...store.all('suggestion')];
  const [first, second] = texts.map(({ text }) => text);
  expect(texts.map(({ prompt }) => prompt)).toEqual([
    'Part 1 of 2.',
    `Part 2 of 2. Before: ${first ?? ''}`,
    `All: 0:00 to 0:01: ${first ?? ''}\n0:01 to 0:02: ${second ?? ''}`,
  ]);
  const segments = [...store.all('segment')].map(({ fromUs, origin, tier, toUs }) => [tier, origin, fromUs, toUs]);
  expect(segments).toEqual([
    ['windows', 'fixed', 0, 1_000_000],
    ['windows', 'fixed', 1_000_000, 2_000_000],
  ]);
  const again = await eventsOf(prepareRun(stage, requestOf(stage, recipe, { policy: 'append' })));
  expect([again.at(-1), [...store.all('segment')].length]).toMatchObject([{ texts: 3 }, 2]);
  store.undo(person);
  store.undo(person);
  expect([[...store.all('segment')], [...store.all('item')]]).toEqual([[], []]);
});
