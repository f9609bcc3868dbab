import { expect, test } from 'vitest';
import type { VideoId } from '../../../main/document/ids.ts';
import { streamOf, testApp } from '../test-app.ts';
import { Film } from './film.svelte.ts';

const { signal } = new AbortController();

test('the nearest picture in time is found among those of the pass and those that came one by one', async () => {
  const pictures = [10, 20].map((timeUs) => ({ timeUs, jpeg: btoa(`at ${timeUs}`) }));
  const { app } = testApp({ library: { filmStrip: (async () => streamOf(pictures)) as never } });
  const film = new Film(app, 'V' as VideoId, signal);
  expect([film.nearest(3), film.isPassed]).toEqual([undefined, false]);
  film.add(0, 'own');
  await film.want();
  expect(film.isPassed).toBe(true);
  const [first, second] = [10, 20].map((timeUs) => `data:image/jpeg;base64,${btoa(`at ${timeUs}`)}`);
  expect([-5, 4, 6, 15, 16, 99].map((us) => film.nearest(us))).toEqual(['own', 'own', first, first, second, second]);
  expect([film.hasWithin({ fromUs: 1, toUs: 10 }), film.hasWithin({ fromUs: 10, toUs: 11 })]).toEqual([false, true]);
});

test('with a copy to read from, there are more pictures, and none twice', async () => {
  let [from, times] = ['file', [10]];
  const { app } = testApp({
    library: {
      filmStrip: (async () => streamOf(times.map((timeUs) => ({ timeUs, jpeg: `${from}${timeUs}` })))) as never,
    },
  });
  const film = new Film(app, 'V' as VideoId, signal);
  await film.want();
  [from, times] = ['copy', [10, 12]];
  await film.wantMore();
  expect([10, 12].map((us) => film.nearest(us))).toEqual([
    'data:image/jpeg;base64,file10',
    'data:image/jpeg;base64,copy12',
  ]);
});
