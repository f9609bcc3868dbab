import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import { prepareRun } from './start.ts';
import { eventsOf, recipeOf, requestOf, setStage, textsOf } from './test-run.ts';

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
