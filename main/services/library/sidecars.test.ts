import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { countSidecars } from './sidecars.ts';
import { foldersUntil } from './test-folder.ts';

const makeFolder = foldersUntil(afterAll);

test('texts beside videos are counted by their names, and what belongs to no video is not', async () => {
  const names = ['a.txt', 'b.mp4.txt', 'a.srt', 'a.en.vtt', 'b.zh-Hans.srt', 'a-proj.llc', 'b.llc', '영상.TXT'];
  const others = ['notes.txt', 'a.b.txt', 'a.final.srt', 'c.vtt', 'b-cut.llc', 'a.json'];
  const folder = makeFolder(Object.fromEntries([...names, ...others].map((name) => [name, ''])));
  const videos = ['a.mp4', 'b.mp4', '영상.webm'].map((name) => join(folder, name));
  expect(await countSidecars([...videos, '/gone/c.mp4'])).toEqual({ txt: 3, srt: 2, vtt: 1, llc: 2 });
  expect(await countSidecars([])).toEqual({});
});
