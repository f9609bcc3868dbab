import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import type { VideoRow } from '../../../main/contract/index.ts';
import { Videos } from '../videos.svelte.ts';
import { madeApp } from './made-app.ts';

function rowOf(n: number): VideoRow {
  return { video: { id: `V${n}`, path: `clip ${n}.mp4` }, counts: {}, coverage: null } as unknown as VideoRow;
}

async function videosOf(count: number) {
  const rows = Array.from({ length: count }, (_, n) => rowOf(n));
  const app = madeApp({
    library: {
      search: async ({ from, limit }: { from: number; limit: number }) =>
        Promise.resolve({ rows: rows.slice(from, from + limit), total: count }),
    },
  });
  const videos = app.of(Videos);
  await videos.list.rowAt(0);
  return { app, videos, marks: videos.marks };
}

test('Shift marks from where marking began, also over rows that are not read yet', async () => {
  const { marks } = await videosOf(300);
  await marks.toggle(2);
  await marks.extend(4);
  const few = marks.target;
  await marks.extend(299);
  flushSync();
  expect([few, marks.count]).toEqual([{ videoIds: ['V2', 'V3', 'V4'] }, 298]);
});

test('all are marked as a search, and one of them can be taken out again', async () => {
  const { app, marks } = await videosOf(120);
  marks.markAll();
  flushSync();
  const all = [marks.count, marks.target];
  await marks.toggle(5);
  flushSync();
  const without = [marks.count, marks.has('V5' as never), marks.has('V6' as never)];
  marks.markAll();
  app.query = 'status:todo';
  flushSync();
  expect([all, without, marks.count]).toEqual([[120, { query: '' }], [119, false, true], 0]);
});

test('where none is marked, what is done is done to the one that is selected', async () => {
  const { app, marks } = await videosOf(3);
  const none = [marks.target, marks.targets];
  app.selection.pick({ videoId: 'V1' as never });
  expect([none, marks.target, marks.targets]).toEqual([[null, 0], { videoIds: ['V1'] }, 1]);
});
