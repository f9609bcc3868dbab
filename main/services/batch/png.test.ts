import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findFfmpeg } from '../../media/index.ts';
import { pngOf } from './png.ts';

test('another program reads back the very pixels', async () => {
  const [width, height] = [5, 3];
  const rgb = Uint8Array.from({ length: 3 * width * height }, (_, index) => (index * 37) % 256);
  const path = join(mkdtempSync(join(tmpdir(), 'panda-png-')), 'a.png');
  writeFileSync(path, pngOf({ rgb, width, height }));
  const ffmpeg = await findFfmpeg();
  const args = ['-v', 'error', '-i', path, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  expect(new Uint8Array(execFileSync(ffmpeg.path, args))).toEqual(rgb);
});
