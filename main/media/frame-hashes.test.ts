import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFfmpeg } from './ffmpeg.ts';
import { readFrameHashes } from './frame-hashes.ts';
import type { FrameHash } from './frame-hashes.ts';
import { make, turn } from './made-clips.ts';
import { probe } from './probe.ts';

const folder = mkdtempSync(join(tmpdir(), 'frame-hashes-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];

async function hashesOf(name: string, options: readonly string[]): Promise<readonly FrameHash[]> {
  return readFrameHashes(ffmpeg, await probe(ffmpeg, make(ffmpeg, join(folder, name), options)));
}

function apart(a: readonly FrameHash[], b: readonly FrameHash[]): number[] {
  return a.map((hash, at) => {
    const other = b[at];
    if (hash === null || other === null || other === undefined) return -1;
    return (hash ^ other).toString(2).replaceAll('0', '').length;
  });
}

const mandelbrot = ['-f', 'lavfi', '-i', 'mandelbrot=size=320x240:rate=25:end_pts=400,trim=end_frame=100'];
const cellular = ['-f', 'lavfi', '-i', 'cellauto=size=320x240:rate=25:rule=110,trim=end_frame=100'];

test('another size, quality, rate and container give nearly the same bits, another video others', async () => {
  const video = await hashesOf('a.mp4', [...mandelbrot, ...x264]);
  const smaller = await hashesOf('b.mkv', [...mandelbrot, ...x264, '-crf', '35', '-r', '12', '-vf', 'scale=160:120']);
  const other = await hashesOf('c.mp4', [...cellular, ...x264]);
  expect(video).toHaveLength(8);
  expect(Math.max(...apart(video, smaller))).toBeLessThan(8);
  expect(Math.min(...apart(video, other))).toBeGreaterThan(12);
});

test('a video is compared as it is shown, and a flat picture with none', async () => {
  const upright = await hashesOf('d.mp4', [...mandelbrot, ...x264, '-vf', 'transpose=clock']);
  const path = make(ffmpeg, join(folder, 'e.mp4'), [...mandelbrot, ...x264]);
  const turned = await readFrameHashes(ffmpeg, await probe(ffmpeg, turn(path, [0, 1, -1, 0])));
  expect(Math.max(...apart(upright, turned))).toBeLessThan(8);
  const black = await hashesOf('f.mp4', ['-f', 'lavfi', '-i', 'color=black:size=320x240:duration=1', ...x264]);
  expect(black).toEqual(Array.from({ length: 8 }, () => null));
});
