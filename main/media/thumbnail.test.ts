import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFfmpeg } from './ffmpeg.ts';
import { readFrames } from './frames.ts';
import { make, ownTimes, testPicture, turn } from './made-clips.ts';
import { probe } from './probe.ts';
import { difference, pixelsOf } from './still-pixels.ts';
import { makeThumbnail } from './thumbnail.ts';

const folder = mkdtempSync(join(tmpdir(), 'thumbnail-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const npm = await findFfmpeg({ env: {} });
const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '10'];

const long = make(ffmpeg, join(folder, 'long.mp4'), [...testPicture('96x64', 60), ...x264, '-bf', '2']);

test.each([
  ['the newest ffmpeg', ffmpeg],
  ['the ffmpeg of npm', npm],
])('%s shows the frame that is on the screen at a time', async (_, tool) => {
  const video = await probe(tool, long);
  for (const [timeUs, index] of [
    [0, 0],
    [1_399_999, 34],
    [1_400_000, 35],
    [99_000_000, 59],
  ] as const) {
    const still = await makeThumbnail(tool, video, { timeUs, height: 64 });
    expect({ ...still, jpeg: still.jpeg.subarray(0, 2) }).toEqual({
      index,
      timeUs: index * 40_000,
      width: 96,
      height: 64,
      jpeg: Uint8Array.of(0xff, 0xd8),
    });
    for await (const frame of readFrames(tool, video, [index]))
      expect(difference(pixelsOf(tool, still, 96, 64), frame.rgb)).toBeLessThan(12);
  }
});

test('a key frame near the time is found by one seek, and says when it really is', async () => {
  const video = await probe(ffmpeg, long);
  const { index, timeUs } = await makeThumbnail(ffmpeg, video, { timeUs: 1_400_000, height: 64, precision: 'key' });
  expect({ index, timeUs }).toEqual({ index: 30, timeUs: 1_200_000 });
});

test.each(['.ts', '.avi'])('a key frame is found in a file%s, where seeks go astray', async (suffix) => {
  const encoder = suffix === '.ts' ? [...x264, '-bf', '2'] : ['-c:v', 'mpeg4', '-g', '10'];
  const video = await probe(
    ffmpeg,
    make(ffmpeg, join(folder, `long${suffix}`), [...testPicture('96x64', 60), ...encoder]),
  );
  const still = await makeThumbnail(ffmpeg, video, { timeUs: 1_400_000, height: 64, precision: 'key' });
  expect(still.timeUs).toBe(video.frameTimesUs[30]);
  for await (const frame of readFrames(ffmpeg, video, [30]))
    expect(difference(pixelsOf(ffmpeg, still, 96, 64), frame.rgb)).toBeLessThan(12);
});

test('it is turned, has square samples, and is never larger than the video', async () => {
  const upright = [...testPicture('96x64', 3), '-vf', 'setsar=2', ...x264];
  const path = turn(make(ffmpeg, join(folder, 'phone.mp4'), upright), [0, 1, -1, 0]);
  const video = await probe(ffmpeg, path);
  const sizes = [];
  for (const height of [48, 500]) {
    const still = await makeThumbnail(ffmpeg, video, { timeUs: 0, height });
    sizes.push([still.width, still.height]);
  }
  // Stored 96 x 64 with samples twice as wide as high; shown turned: 64 x 96 with samples twice as high as wide.
  expect(sizes).toEqual([
    [16, 48],
    [32, 96],
  ]);
});

test('ten bits, high dynamic range and full range keep their colours', async () => {
  const teal = ['-f', 'lavfi', '-i', 'color=0x208080:size=64x64:rate=25,trim=end_frame=3'];
  const kinds: Record<string, string[]> = {
    plain: ['-vf', 'scale=out_color_matrix=bt601:out_range=tv,format=yuv420p'],
    'ten bits, BT.709, full range': [
      ...['-vf', 'scale=out_color_matrix=bt709:out_range=pc,format=yuv420p10le'],
      ...['-colorspace', 'bt709', '-color_range', 'pc'],
    ],
    'BT.2020, PQ': [
      ...['-vf', 'scale=out_color_matrix=bt2020:out_range=tv,format=yuv420p10le'],
      ...['-colorspace', 'bt2020nc', '-color_primaries', 'bt2020', '-color_trc', 'smpte2084', '-color_range', 'tv'],
    ],
  };
  // npm's ffmpeg of 2018 takes ten bits of the full range to eight less exactly.
  const off = ffmpeg.codecVersion[0] < 59 ? 9 : 4;
  for (const [name, options] of Object.entries(kinds)) {
    const path = make(ffmpeg, join(folder, `${name}.mp4`), [...teal, ...options, '-c:v', 'libx264', '-crf', '1']);
    const still = await makeThumbnail(ffmpeg, await probe(ffmpeg, path), { timeUs: 0, height: 64 });
    const [red = 0, green = 0, blue = 0] = pixelsOf(ffmpeg, still, 1, 1);
    expect(Math.max(Math.abs(red - 32), Math.abs(green - 128), Math.abs(blue - 128)), name).toBeLessThan(off);
  }
});

test('of a variable rate the frame is the one that is still on the screen', async () => {
  const path = make(ffmpeg, join(folder, 'variable.mkv'), [
    ...[...testPicture('96x64', 50), '-vf', 'select=lt(n\\,10)+gt(n\\,40)', ...ownTimes(ffmpeg), ...x264],
  ]);
  const video = await probe(ffmpeg, path);
  expect((await makeThumbnail(ffmpeg, video, { timeUs: 1_000_000, height: 64 })).timeUs).toBe(360_000);
});

test('a video that is gone is one clear problem, and a stopped request ends with its reason', async () => {
  const video = await probe(ffmpeg, long);
  const gone = { ...video, path: join(folder, 'gone.mp4') };
  const asked = { timeUs: 0, height: 64 };
  await expect(makeThumbnail(ffmpeg, gone, asked)).rejects.toMatchObject({ problem: { code: 'video-missing' } });
  await expect(makeThumbnail(ffmpeg, gone, { ...asked, precision: 'key' })).rejects.toMatchObject({
    problem: { code: 'video-missing' },
  });
  await expect(
    makeThumbnail(ffmpeg, video, { ...asked, signal: AbortSignal.abort(new Error('enough')) }),
  ).rejects.toThrow('enough');
});

test('a real phone clip, upright and in 4K, gives a small picture', async (context) => {
  const path = resolve(import.meta.dirname, '../../../shared/data/videos/portrait_4k60.mp4');
  if (!existsSync(path)) return context.skip(`no ${path}: no real clip was tried`);
  const { index, timeUs, width, height, jpeg } = await makeThumbnail(ffmpeg, await probe(ffmpeg, path), {
    timeUs: 140_000,
    height: 160,
  });
  expect({ index, timeUs, width, height }).toEqual({ index: 8, timeUs: 133_211, width: 90, height: 160 });
  expect(jpeg.length).toBeLessThan(20_000);
});
