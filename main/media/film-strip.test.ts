import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFfmpeg } from './ffmpeg.ts';
import { makeFilmStrip } from './film-strip.ts';
import { readFrames } from './frames.ts';
import { make, testPicture } from './made-clips.ts';
import { probe } from './probe.ts';
import { difference, pixelsOf } from './still-pixels.ts';
import type { Still } from './still.ts';
import type { VideoInfo } from './video-info.ts';

const folder = mkdtempSync(join(tmpdir(), 'film-strip-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '10', '-bf', '2'];

/** 100 frames of 96 x 64, which count as a long video where their stored size is said to be larger. */
const short = await probe(ffmpeg, make(ffmpeg, join(folder, 'a.mp4'), [...testPicture('96x64', 100), ...x264]));
const large = { storedWidth: 19_200, storedHeight: 10_800 };
const long: VideoInfo = { ...short, access: { ...short.access, ...large } };

async function strip(video: VideoInfo, count: number): Promise<Still[]> {
  return Array.fromAsync(makeFilmStrip(ffmpeg, video, { count, height: 64 }));
}

async function expectTheFrames(video: VideoInfo, stills: readonly Still[]): Promise<void> {
  const frames = await Array.fromAsync(readFrames(ffmpeg, video, stills.map(({ index }) => index))); // prettier-ignore
  expect(stills.map(({ timeUs }) => timeUs)).toEqual(frames.map(({ timeUs }) => timeUs));
  for (const [i, frame] of frames.entries())
    expect(difference(pixelsOf(ffmpeg, stills[i] as Still, 96, 64), frame.rgb)).toBeLessThan(12);
}

test('of a short video it shows the middles of equal parts', async () => {
  const stills = await strip(short, 4);
  expect(stills.map(({ index, width, height }) => [index, width, height])).toEqual([
    [12, 96, 64],
    [37, 96, 64],
    [62, 96, 64],
    [87, 96, 64],
  ]);
  await expectTheFrames(short, stills);
});

test('of a long one it shows the key frames nearest to them, with their own times', async () => {
  const stills = await strip(long, 4);
  expect(stills.map(({ index, timeUs }) => [index, timeUs])).toEqual([
    [10, 400_000],
    [40, 1_600_000],
    [60, 2_400_000],
    [90, 3_600_000],
  ]);
  await expectTheFrames(short, stills);
});

test('of a long one without reliable seeks they come by one reading', async () => {
  const path = make(ffmpeg, join(folder, 'a.ts'), [...testPicture('96x64', 100), ...x264]);
  const video = await probe(ffmpeg, path);
  const stills = await strip({ ...video, access: { ...video.access, ...large } }, 4);
  expect(stills.map(({ index }) => index)).toEqual([10, 40, 60, 90]);
  await expectTheFrames(video, stills);
});

test('a seek that leads elsewhere is not believed', async () => {
  // Said to be key frames, and none: each seek finds the one before.
  const keys = [15, 25, 35, 45, 55, 65, 75, 85];
  const stills = await strip({ ...long, access: { ...long.access, keys } }, 4);
  expect(stills.map(({ index }) => index)).toEqual([15, 35, 65, 85]);
  await expectTheFrames(short, stills);
});

test('a long video with too few key frames is decoded, unless it is to be quick', async () => {
  const video = { ...long, access: { ...long.access, keys: [0] } };
  expect((await strip(video, 4)).map(({ index }) => index)).toEqual([12, 37, 62, 87]);
  const quick = await Array.fromAsync(makeFilmStrip(ffmpeg, video, { count: 4, height: 64, isQuick: true }));
  expect(quick.map(({ index }) => index)).toEqual([0]);
});

test('it has no more pictures than the video', async () => {
  const path = make(ffmpeg, join(folder, 'three.mp4'), [...testPicture('96x64', 3), ...x264]);
  expect((await strip(await probe(ffmpeg, path), 20)).map(({ timeUs }) => timeUs)).toEqual([0, 40_000, 80_000]);
});

test('pictures come as they are made, and nothing goes on when their reader leaves or says stop', async () => {
  for (const video of [short, long]) {
    for await (const { index } of makeFilmStrip(ffmpeg, video, { count: 20, height: 64 })) {
      expect(index).toBeLessThan(10);
      break;
    }
    const stop = new AbortController();
    const stopped = Array.fromAsync(makeFilmStrip(ffmpeg, video, { count: 20, height: 64, signal: stop.signal }));
    stop.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
  }
});
