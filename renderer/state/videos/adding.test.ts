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

test('what is added is looked into afterwards, and both are told as they go', async () => {
  const told: unknown[] = [];
  const app = madeApp({
    library: {
      add: (async () =>
        Promise.resolve([
          { event: 'found', videos: 2 },
          { event: 'added', videos: 2, known: 1, sidecars: {}, problems: [] },
        ])) as never,
      look: (async ({ videos }: { videos: unknown }) => {
        told.push(videos);
        return Promise.resolve([
          { event: 'progress', looked: 1, missing: 0, unusable: 0 },
          { event: 'done', looked: 2, missing: 0, unusable: 0 },
        ]);
      }) as never,
    },
  });
  const adding = app.of(Adding);
  const done = adding.add(['/clips']);
  const begun = adding.now;
  await done;
  expect([begun, told, adding.now, adding.added?.known]).toEqual([
    { found: 0, looked: null },
    [{ query: 'file:unseen' }],
    null,
    1,
  ]);
});
