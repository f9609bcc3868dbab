import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from './test-folder.ts';
import { findVideos } from './find-videos.ts';

const makeFolder = foldersUntil(afterAll);

test('a folder is gone through in natural order, links that loop are survived, and what is no video is left out', async () => {
  const root = makeFolder();
  mkdirSync(join(root, 'sub'));
  for (const name of ['clip 10.mp4', 'clip 2.MP4', '.hidden.mp4', 'notes.txt', 'sub/영상.webm', 'sub/empty.ts']) {
    writeFileSync(join(root, name), '');
  }
  writeFileSync(join(root, 'code.ts'), 'export const a = 1;\n');
  writeFileSync(join(root, 'stream.ts'), Buffer.from([0x47, 0x40, 0x00, 0x10]));
  symlinkSync(root, join(root, 'sub', 'loop'));
  symlinkSync(join(root, 'sub'), join(root, 'zzz'));
  symlinkSync(join(root, 'nowhere'), join(root, 'lost.mp4'));
  const names = ['clip 2.MP4', 'clip 10.mp4', 'stream.ts', 'sub/empty.ts', 'sub/영상.webm'];
  const lost = join(root, 'lost.mp4');
  expect(await findVideos([root])).toEqual({
    videos: names.map((name) => ({ path: join(root, name), relativePath: name })),
    problems: [{ path: lost, problem: { code: 'video-missing', path: lost } }],
  });
});

test('a file that was named is taken whatever its ending, once', async () => {
  const root = makeFolder();
  const path = join(root, 'film.bin');
  writeFileSync(path, '');
  const gone = join(root, 'gone');
  expect(await findVideos([path, gone, path])).toEqual({
    videos: [{ path, relativePath: 'film.bin' }],
    problems: [{ path: gone, problem: { code: 'video-missing', path: gone } }],
  });
});

test.skipIf(process.platform !== 'linux')(
  'a name that is not Unicode is told, for it could not be opened',
  async () => {
    const root = makeFolder();
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.mp4')]), '');
    const path = join(root, '\uFFFD\uFFFD.mp4');
    const cause = 'its name is not written in Unicode, so rename it first';
    expect(await findVideos([root])).toEqual({
      videos: [],
      problems: [{ path, problem: { code: 'video-unreadable', path, cause } }],
    });
  },
);
