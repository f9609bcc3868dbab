import { readFileSync } from 'node:fs';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { awkwardClips } from './awkward-clips.ts';
import { cutVideo, framesIn } from './cut.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { readFrames } from './frames.ts';
import { make, run, testPicture } from './made-clips.ts';
import { probe } from './probe.ts';
import { difference } from './still-pixels.ts';
import type { VideoInfo } from './video-info.ts';
import { readWaveform } from './waveform.ts';

const folder = mkdtempSync(join(tmpdir(), 'cut-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const encoders = run(ffmpeg.path, ['-v', 'quiet', '-encoders']);
const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];

/** How far the pictures of the cut are from those of the video, frame by frame; testPicture has no two alike. */
async function differences(video: VideoInfo, cut: VideoInfo, first: number): Promise<number> {
  const indices = [...cut.frameTimesUs.keys()];
  const from = await Array.fromAsync(readFrames(ffmpeg, video, indices.map((k) => first + k))); // prettier-ignore
  const got = await Array.fromAsync(readFrames(ffmpeg, cut, indices));
  return Math.max(
    ...indices.map((k) => difference((from[k]?.rgb ?? new Uint8Array()), (got[k]?.rgb ?? new Uint8Array()))), // prettier-ignore
  );
}

const kinds = new Set(['variable-rate.mkv', 'h264.ts', 'turned-left.mp4', 'cut-by-an-edit-list.mp4', 'odd-size.webm']);

test.for(awkwardClips(ffmpeg).filter(({ name }) => kinds.has(name)))(
  'of $name the pictures of the span are cut out, each at its time',
  async (clip, context) => {
    if (clip.needs !== undefined && !encoders.includes(` ${clip.needs} `))
      context.skip(`this ffmpeg has no ${clip.needs}`);
    const path = join(folder, clip.name);
    if (typeof clip.made === 'function') clip.made(path);
    else make(ffmpeg, path, clip.made);
    const video = await probe(ffmpeg, path);
    const third = Math.floor(video.frameCount / 3);
    const span = { fromUs: video.frameTimesUs[third] ?? 0, toUs: video.frameTimesUs[2 * third] ?? 0 };
    const cut = await cutVideo(ffmpeg, video, span, `${path}.cut.mp4`);
    const even = (side: number): number => side - (side % 2);
    expect(cut).toMatchObject({
      codec: 'h264',
      rotation: 0,
      width: even(video.width),
      height: even(video.height),
      frameTimesUs: video.frameTimesUs.slice(third, 2 * third).map((at) => at - span.fromUs),
      warnings: [],
    });
    if (video.width % 2 === 0 && video.height % 2 === 0) expect(await differences(video, cut, third)).toBeLessThan(8);
  },
);

test('far behind a key frame, the cut begins at the frame, with its sound, and is the same each time', async () => {
  const tone = 'aevalsrc=0.5*sin(2*PI*400*t)*between(t\\,6\\,6.5):s=48000:d=10:c=stereo';
  const path = make(ffmpeg, join(folder, 'long.mp4'), [
    ...[...testPicture('96x64', 250), '-f', 'lavfi', '-i', tone, ...x264, '-g', '250', '-c:a', 'aac'],
  ]);
  const video = await probe(ffmpeg, path);
  const span = { fromUs: 5_400_000, toUs: 7_000_000 };
  const cut = await cutVideo(ffmpeg, video, span, join(folder, 'a.mp4'));
  await cutVideo(ffmpeg, video, span, join(folder, 'b.mp4'));
  expect([cut.frameCount, cut.frameTimesUs.at(-1)]).toEqual([40, 1_560_000]);
  expect(await differences(video, cut, 135)).toBeLessThan(8);
  expect(readFileSync(join(folder, 'a.mp4')).equals(readFileSync(join(folder, 'b.mp4')))).toBe(true);
  const { peaks } = (await readWaveform(ffmpeg, cut, { bucketsPerSecond: 100 })) ?? { peaks: new Int8Array() };
  const loud = [...peaks.keys()].filter((k) => k % 2 === 1 && (peaks[k] ?? 0) > 40).map((k) => (k - 1) / 2);
  expect([loud[0], loud.at(-1)].map((at) => Math.round((at ?? -1) / 5) * 5)).toEqual([60, 110]);
});

test('a span between frames begins with the one that is shown then; outside of the video there is nothing to cut', async () => {
  const video = await probe(ffmpeg, make(ffmpeg, join(folder, 'short.mp4'), [...testPicture('96x64', 10), ...x264]));
  const frames = (fromUs: number, toUs: number): readonly [number, number] => framesIn(video, { fromUs, toUs });
  expect([frames(0, 400_000), frames(39_999, 80_001), frames(100_000, 100_000), frames(360_000, 9e9)]).toEqual([
    [0, 10],
    [1, 2],
    [2, 3],
    [9, 10],
  ]);
  const target = join(folder, 'nothing.mp4');
  await expect(cutVideo(ffmpeg, video, { fromUs: 400_000, toUs: 500_000 }, target)).rejects.toMatchObject({
    problem: { code: 'span-outside-video', durationUs: 400_000 },
  });
  expect(readdirSync(folder).filter((name) => name.startsWith('nothing'))).toEqual([]);
});
