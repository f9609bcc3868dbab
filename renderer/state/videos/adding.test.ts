import { expect, test } from 'vitest';
import { Adding, droppedPaths } from './adding.svelte.ts';
import { madeApp } from './made-app.ts';

const data = (uris: string, text = '') => ({ getData: (type: string) => (type === 'text/uri-list' ? uris : text) });

test('paths are taken from what was dropped where the system tells them', () => {
  expect([
    droppedPaths(data('file:///clips/a%20b.mp4\r\nfile:///C:/clips/c.mp4')),
    droppedPaths(data('', '/clips\nD:\\videos')),
    droppedPaths(data('https://example.org/a.mp4')),
    droppedPaths(data('')),
  ]).toEqual([['/clips/a b.mp4', 'C:/clips/c.mp4'], ['/clips', 'D:\\videos'], [], []]);
});

test('what is found is told as it goes, and what came of it afterwards', async () => {
  const added = { event: 'added', videos: 2, known: 1, sidecars: {}, problems: [] };
  const app = madeApp({
    library: { add: (async () => Promise.resolve([{ event: 'found', videos: 2 }, added])) as never },
  });
  const adding = app.of(Adding);
  const done = adding.add(['/clips']);
  const begun = adding.found;
  await done;
  expect([begun, adding.found, adding.added]).toEqual([0, null, added]);
});
