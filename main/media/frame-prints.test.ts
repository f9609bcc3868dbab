import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFfmpeg } from './ffmpeg.ts';
import { readFramePrints } from './frame-prints.ts';
import type { FramePrint } from './frame-prints.ts';
import { make, turn } from './made-clips.ts';
import { probe } from './probe.ts';
import { difference } from './still-pixels.ts';

const folder = mkdtempSync(join(tmpdir(), 'frame-prints-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
const mandelbrot = ['-f', 'lavfi', '-i', 'mandelbrot=size=160x120:rate=25:end_pts=400,trim=end_frame=100'];
const cellular = ['-f', 'lavfi', '-i', 'cellauto=size=160x120:rate=25:rule=110,trim=end_frame=100'];

async function printsOf(name: string, options: readonly string[]): Promise<readonly FramePrint[]> {
  return readFramePrints(ffmpeg, await probe(ffmpeg, make(ffmpeg, join(folder, name), options)));
}

function apart(a: readonly FramePrint[], b: readonly FramePrint[]): number[] {
  return a.map((print, at) => difference(print, b[at] ?? new Uint8Array()));
}

test('another size, quality, rate and container look nearly the same, another video does not', async () => {
  const video = await printsOf('a.mp4', [...mandelbrot, ...x264]);
  const smaller = await printsOf('b.mkv', [...mandelbrot, ...x264, '-crf', '35', '-r', '12', '-vf', 'scale=80:60']);
  const other = await printsOf('c.mp4', [...cellular, ...x264]);
  expect(video.map(({ length }) => length)).toEqual(Array.from({ length: 8 }, () => 216));
  expect(Math.max(...apart(video, smaller))).toBeLessThan(8);
  expect(Math.min(...apart(video, other))).toBeGreaterThan(20);
});

test('a video is looked at as it is shown', async () => {
  const upright = await printsOf('d.mp4', [...mandelbrot, ...x264, '-vf', 'transpose=clock']);
  const path = make(ffmpeg, join(folder, 'e.mp4'), [...mandelbrot, ...x264]);
  const turned = await readFramePrints(ffmpeg, await probe(ffmpeg, turn(path, [0, 1, -1, 0])));
  expect(Math.max(...apart(upright, turned))).toBeLessThan(8);
});
