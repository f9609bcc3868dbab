import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import { findFfmpeg } from '../../media/index.ts';
import { pngOf } from './png.ts';

const makeFolder = foldersUntil(afterAll);

test('another program reads back the very pixels', async () => {
  const [width, height] = [5, 3];
  const rgb = Uint8Array.from({ length: 3 * width * height }, (_, index) => (index * 37) % 256);
  const path = join(makeFolder(), 'a.png');
  writeFileSync(path, pngOf({ rgb, width, height }));
  const ffmpeg = await findFfmpeg();
  const args = ['-v', 'error', '-i', path, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  expect(new Uint8Array(execFileSync(ffmpeg.path, args))).toEqual(rgb);
});
