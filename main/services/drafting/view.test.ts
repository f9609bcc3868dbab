import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tinyConfig } from '../../../native-models/video-panda/tiny-model.ts';
import { findFfmpeg } from '../../media/index.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { readView } from './view.ts';

const makeFolder = foldersUntil(afterAll);

test('a damaged file that lists pictures which do not decode is seen by those that do', async () => {
  const ffmpeg = await findFfmpeg();
  const path = join(makeFolder(), 'damaged.mp4');
  const picture = 'testsrc2=size=320x240:rate=25:duration=4';
  const encode = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '50', '-b:v', '300k'];
  execFileSync(ffmpeg.path, ['-v', 'error', '-f', 'lavfi', '-i', picture, ...encode, path]);
  const bytes = readFileSync(path);
  const [start, end] = [bytes.indexOf('mdat') + 4, bytes.lastIndexOf('moov') - 4];
  for (let at = start + Math.floor((end - start) / 3); at < end; at++) if (Math.floor(at / 700) % 2) bytes[at] = 0xff;
  writeFileSync(path, bytes);

  const { vision } = tinyConfig();
  const source = { path, span: null, fingerprint: 'damaged' };
  const { video, frames } = await readView(source, { ffmpeg, vision, signal: new AbortController().signal });
  expect(video.warnings.map(({ code }) => code)).toEqual(['video-damaged']);
  expect(video.frameCount).toBeLessThan(100);
  expect(frames).toHaveLength(8);
  expect(frames.at(-1)?.index).toBeLessThan(video.frameCount);
});
