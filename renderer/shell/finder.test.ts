import { expect, test } from 'vitest';
import { madeApp } from '../state/videos/made-app.ts';
import { Finder } from './finder.svelte.ts';

test('until the answer comes, of what was found only that is offered which is still wanted', async () => {
  const paths = ['clip-01.mp4', 'clip-02.mp4'];
  const rows = paths.map((path) => ({ video: { id: path, path } }));
  const answers = [Promise.withResolvers<unknown>(), Promise.withResolvers<unknown>()];
  let asked = 0;
  const app = madeApp({ library: { search: (async () => answers[asked++]?.promise) as never } });
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
