import { expect, test } from 'vitest';
import type { VideoId } from '../../../main/document/ids.ts';
import { streamOf, testApp } from '../test-app.ts';
import { Film } from './film.svelte.ts';

const { signal } = new AbortController();

test('the nearest picture in time is found among those of the pass and those that came one by one', async () => {
  const pictures = [10, 20].map((timeUs) => ({ timeUs, jpeg: btoa('a picture') }));
  const { app } = testApp({ library: { filmStrip: (async () => streamOf(pictures)) as never } });
  using film = new Film(app, 'V' as VideoId, signal);
  expect([film.nearest(3), film.isPassed]).toEqual([undefined, false]);
  film.add(0, 'own');
  await film.want();
  expect(film.isPassed).toBe(true);
  const [first, second] = [film.nearest(10), film.nearest(20)];
  expect([first, second]).toEqual([expect.stringMatching(/^blob:/), expect.stringMatching(/^blob:/)]);
  expect(first).not.toBe(second);
  expect([-5, 4, 6, 15, 16, 99].map((us) => film.nearest(us))).toEqual(['own', 'own', first, first, second, second]);
  expect([film.hasWithin({ fromUs: 1, toUs: 10 }), film.hasWithin({ fromUs: 10, toUs: 11 })]).toEqual([false, true]);
});

test('with a copy to read from, there are more pictures, and none twice', async () => {
  let times = [10];
  const { app } = testApp({
    library: {
      filmStrip: (async () => streamOf(times.map((timeUs) => ({ timeUs, jpeg: btoa('a picture') })))) as never,
    },
  });
  using film = new Film(app, 'V' as VideoId, signal);
  await film.want();
  const first = film.nearest(10);
  times = [10, 12];
  await film.wantMore();
  expect(film.nearest(10)).toBe(first);
  expect(film.nearest(12)).not.toBe(first);
});
