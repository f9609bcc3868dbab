import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { awkwardClips } from './awkward-clips.ts';
import { findFfmpeg } from './ffmpeg.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import type { Frame } from './frame.ts';
import { readFrames } from './frames.ts';
import { keyframeGapUs } from './key-frames.ts';
import { make, ownTimes, run, testPicture } from './made-clips.ts';
import { probe } from './probe.ts';
import { makeProxy } from './proxy.ts';
import { difference } from './still-pixels.ts';
import type { VideoInfo } from './video-info.ts';
import { readWaveform } from './waveform.ts';

const folder = mkdtempSync(join(tmpdir(), 'proxy-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const npm = await findFfmpeg({ env: {} });
const encoders = run(ffmpeg.path, ['-v', 'quiet', '-encoders']);
const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];

/** Chosen frames of the copy show what those of the video show, not what their neighbours do. */
async function expectTheSamePictures(tool: Ffmpeg, video: VideoInfo, copy: VideoInfo): Promise<void> {
  const indices = [...new Set([0, video.frameCount >> 1, video.frameCount - 1])];
  const [shown, copied] = await Promise.all(
    [video, copy].map((of) => Array.fromAsync(readFrames(tool, of, indices), (frame) => coarse(frame))),
  );
  const differences = indices.map((_, i) => difference(shown?.[i] as Uint8Array, copied?.[i] as Uint8Array));
  expect(Math.max(...differences), `frames ${indices.join(', ')}: ${differences.join(', ')}`).toBeLessThan(6);
}

/** The mean colours of 8 x 6 fields, to compare pictures of different sizes. */
function coarse({ width, height, rgb }: Frame): Uint8Array {
  const sums = new Float64Array(8 * 6 * 3);
  const counts = new Float64Array(sums.length);
  for (let at = 0; at < rgb.length; at++) {
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
    const field = (Math.floor((y * 6) / height) * 8 + Math.floor((x * 8) / width)) * 3 + (at % 3);
    sums[field] = (sums[field] ?? 0) + (rgb[at] as number);
    counts[field] = (counts[field] ?? 0) + 1;
  }
  return Uint8Array.from(sums, (sum, i) => sum / (counts[i] as number));
}

const kinds = new Set([
  'cut-by-an-edit-list.mp4',
  'sound-comes-first.mp4',
  'variable-rate.mkv',
  'h264.ts',
  'two-recordings-in-one.ts',
  'mpeg4-with-b-frames.avi',
  'hidden-frames.webm',
  'odd-size.webm',
  'one-frame.mp4',
  'turned-left.mp4',
  'along-its-diagonal.mp4',
]);

test('sound does not move pictures whose clock ticks between its samples', async () => {
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=2'];
  const path = make(ffmpeg, join(folder, 'ticks.mp4'), [
    ...[...testPicture('96x64', 25, 12.5), ...sound, ...x264],
    ...['-c:a', 'aac', '-video_track_timescale', '25000'],
  ]);
  const video = await probe(ffmpeg, path);
  const copy = await makeProxy(ffmpeg, video, `${path}.copy.mp4`);
  expect(copy.frameTimesUs).toEqual(video.frameTimesUs);
});

test.for(awkwardClips(ffmpeg).filter(({ name }) => kinds.has(name)))(
  'of $name it has every picture at its time',
  async (clip, context) => {
    if (clip.needs !== undefined && !encoders.includes(` ${clip.needs} `))
      context.skip(`this ffmpeg has no ${clip.needs}`);
    const path = join(folder, clip.name);
    if (typeof clip.made === 'function') clip.made(path);
    else make(ffmpeg, path, clip.made);
    const video = await probe(ffmpeg, path);
    const target = `${path}.copy.mp4`;
    const copy = await makeProxy(ffmpeg, video, target);
    expect(copy).toMatchObject({
      path: target,
      container: 'mov,mp4,m4a,3gp,3g2,mj2',
      codec: 'h264',
      pixelFormat: 'yuv420p',
      rotation: 0,
      sampleAspectRatio: [1, 1],
      frameTimesUs: video.frameTimesUs,
      audio: video.audio === null ? null : { codec: 'aac', channels: 2, sampleRate: 48_000 },
      warnings: [],
    });
    // How long the last picture is shown is not always told to ffmpeg's encoder; of a picture alone, not by npm's ffmpeg.
    const sureUs = video.frameTimesUs.length > 1 ? 100_000 : 1_000_000;
    expect(Math.abs(copy.framesEndUs - video.framesEndUs)).toBeLessThan(sureUs);
    await expectTheSamePictures(ffmpeg, video, copy);
  },
);

test('the old ffmpeg of npm makes the same of a variable rate with sound that starts elsewhere', async () => {
  const path = make(ffmpeg, join(folder, 'old.mkv'), [
    ...[...testPicture('96x64', 90), '-itsoffset', '0.25', '-f', 'lavfi', '-i', 'sine=d=2'],
    ...['-vf', 'select=not(mod(n\\,3))+lt(mod(n\\,40)\\,9),setpts=PTS+0.5/TB', ...ownTimes(ffmpeg), ...x264],
    ...['-c:a', 'libvorbis'],
  ]);
  const copies = [];
  for (const tool of [npm, ffmpeg]) {
    const video = await probe(tool, path);
    const copy = await makeProxy(tool, video, join(folder, `old-${tool.origin}.mp4`));
    expect(copy.frameTimesUs).toEqual(video.frameTimesUs);
    const sound = await readWaveform(tool, copy, { bucketsPerSecond: 10 });
    copies.push([copy.frameTimesUs, sound?.peaks.length]);
    // From 0.25 to 2.25 s on the file's clock, whose 0.5 s is the first picture.
    expect(Math.abs((sound?.peaks.length ?? 0) / 20 - 1.75)).toBeLessThan(0.15);
    await expectTheSamePictures(tool, video, copy);
  }
  expect(copies[0]?.[0]).toEqual(copies[1]?.[0]);
});

test.each([
  ['the newest ffmpeg', ffmpeg],
  ['the ffmpeg of npm', npm],
])('sound stays with its pictures, to the millisecond (%s)', async (_, tool) => {
  const tone = 'aevalsrc=0.5*sin(2*PI*400*t)*between(t\\,0.55\\,1.45):s=48000:d=2:c=stereo';
  const path = make(ffmpeg, join(folder, 'tone.mkv'), [
    ...['-itsoffset', '0.3', ...testPicture('96x64', 50), '-f', 'lavfi', '-i', tone, ...x264, '-c:a', 'pcm_s16le'],
  ]);
  const video = await probe(tool, path);
  const loud = async (of: VideoInfo) => {
    const { peaks } = (await readWaveform(tool, of, { bucketsPerSecond: 1000 })) ?? { peaks: new Int8Array() };
    const milliseconds = [...peaks.keys()].filter((i) => i % 2 === 1 && (peaks[i] as number) > 40);
    return [milliseconds[0] ?? -1, milliseconds.at(-1) ?? -1].map((i) => (i - 1) / 2);
  };
  const [from = -1, to = -1] = await loud(video);
  expect([from > 200, to - from > 890]).toEqual([true, true]);
  const copied = await loud(await makeProxy(tool, video, `${path}.mp4`));
  expect(Math.max(Math.abs((copied[0] as number) - from), Math.abs((copied[1] as number) - to))).toBeLessThan(3);
});

test('it is small, its key frames are near each other, and it says how far it is', async () => {
  const path = make(ffmpeg, join(folder, 'large.mp4'), [
    ...['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=30,trim=end_frame=90', ...x264, '-g', '250'],
  ]);
  const shares: number[] = [];
  const video = await probe(ffmpeg, path);
  const copy = await makeProxy(ffmpeg, video, join(folder, 'small.mp4'), { onProgress: (share) => shares.push(share) });
  expect([copy.width, copy.height, keyframeGapUs(video), keyframeGapUs(copy)]).toEqual([854, 480, 3_000_000, 400_000]);
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('an ffmpeg without the encoder is named, and so is a copy that would not be the same', async () => {
  const path = make(ffmpeg, join(folder, 'plain.mp4'), [...testPicture('96x64', 10), ...x264]);
  const video = await probe(ffmpeg, path);
  const lacking = makeStub('lacking', `echo "Unknown encoder 'libx264'" >&2; exit 1`);
  const target = join(folder, 'none', 'copy.mp4');
  mkdirSync(join(folder, 'none'));
  await expect(makeProxy(lacking, video, target)).rejects.toMatchObject({
    problem: { code: 'encoder-missing', path, encoder: 'libx264', ffmpeg: lacking.path, version: ffmpeg.version },
  });
  const moved = { ...video, frameTimesUs: video.frameTimesUs.map((at, k) => (k === 7 ? at + 5 : at)) };
  await expect(makeProxy(ffmpeg, moved, target)).rejects.toMatchObject({
    problem: { code: 'proxy-unfaithful', path, cause: 'picture 7 is at 280000 µs instead of 280005' },
  });
  const stop = new AbortController();
  const stopped = makeProxy(ffmpeg, video, target, { signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(stopped).rejects.toThrow('enough');
  expect(readdirSync(join(folder, 'none'))).toEqual([]);
  await expect(makeProxy(ffmpeg, video, join(folder, 'nowhere', 'a.mp4'))).rejects.toMatchObject({
    problem: { code: 'video-unwritable', cause: expect.stringContaining('No such file') as string },
  });
});

function makeStub(name: string, text: string): Ffmpeg {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return { ...ffmpeg, path };
}

test.for(['highway_dashcam.avi', 'keyboard_rot90_3frames.mov', 'pigs_in_a_polka.gif', 'testsrc_corrupted.mp4'])(
  'the real clip %s keeps its times',
  async (name, context) => {
    const path = resolve(import.meta.dirname, '../../../shared/data/videos', name);
    if (!existsSync(path)) return context.skip(`no ${path}: no real clip was copied`);
    const video = await probe(ffmpeg, path);
    const copy = await makeProxy(ffmpeg, video, join(folder, `${name}.mp4`));
    expect(copy.frameTimesUs).toEqual(video.frameTimesUs);
  },
);
