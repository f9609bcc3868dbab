import { expect, test } from 'vitest';
import { madeApp } from '../state/videos/made-app.ts';
import { Finder } from './finder.svelte.ts';

test('until the answer comes, of what was found only that is offered which is still wanted', async () => {
  const paths = ['clip-01.mp4', 'clip-02.mp4'];
  const rows = paths.map((path) => ({ video: { id: path, path } }));
  const answers = [Promise.withResolvers<unknown>(), Promise.withResolvers<unknown>()];
  let asked = 0;
  const search = async ({ query }: { query: string }) =>
    query.startsWith('path:') ? answers[asked++]?.promise : { rows: [] };
  const app = madeApp({ library: { search: search as never } });
  const finder = new Finder(app);
  const videos = () => finder.finds.map(({ id }) => id).filter((id) => id.endsWith('.mp4'));
  finder.look('clip');
  answers[0]?.resolve({ rows });
  await new Promise((resolve) => setTimeout(resolve));
  const seen = [videos()];
  finder.look('clip-02');
  seen.push(videos());
  answers[1]?.resolve({ rows: [] });
  await new Promise((resolve) => setTimeout(resolve));
  seen.push(videos());
  expect(seen).toEqual([paths, ['clip-02.mp4'], []]);
});

test('videos are found by a part of their path first, then by what is said of them', async () => {
  const row = (path: string) => ({ video: { id: path, path } });
  const asked: string[] = [];
  const search = async ({ query }: { query: string }) => {
    asked.push(query);
    if (query === 'red "c') throw new Error('not a query yet');
    return { rows: query.startsWith('path:') ? [row('red.mp4')] : [row('car.mp4'), row('red.mp4')] };
  };
  const finder = new Finder(madeApp({ library: { search: search as never } }));
  const found: string[][] = [];
  for (const wanted of ['red', 'red "c']) {
    finder.look(wanted);
    await new Promise((resolve) => setTimeout(resolve));
    found.push(finder.finds.map(({ id }) => id).filter((id) => id.endsWith('.mp4')));
  }
  expect({ asked, found }).toEqual({
    asked: ['path:red', 'red', 'path:"red \\"c"', 'red "c'],
    found: [['red.mp4', 'car.mp4'], ['red.mp4']],
  });
});
