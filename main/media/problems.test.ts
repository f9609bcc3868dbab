import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProblemError } from '../document/problem.ts';
import type { Problem } from '../document/problem.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { readFrames } from './frames.ts';
import { make, testPicture } from './made-clips.ts';
import { probe } from './probe.ts';

const folder = mkdtempSync(join(tmpdir(), 'problems-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '10'];
const at = (name: string) => join(folder, name);

beforeAll(() => {
  make(ffmpeg, at('good.mp4'), [...testPicture('64x48', 50), ...h264]);
});

async function problemOf(path: string): Promise<Problem | undefined> {
  try {
    await probe(ffmpeg, path);
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

const broken: [string, (path: string) => unknown, Omit<Problem, 'path'> & { cause?: string }][] = [
  ['nothing.mp4', () => undefined, { code: 'video-missing' }],
  ['zero.mp4', (path) => writeFileSync(path, ''), { code: 'video-empty', cause: 'the file has no bytes' }],
  ['folder.mp4', (path) => mkdirSync(path), { code: 'video-unreadable', cause: 'it is a folder' }],
  [
    'text.mp4',
    (path) => writeFileSync(path, 'no video, only words\n'.repeat(50)),
    { code: 'video-unreadable', cause: 'moov atom not found' },
  ],
  [
    'cut-before-its-index.mp4',
    (path) => writeFileSync(path, readFileSync(at('good.mp4')).subarray(0, 2000)),
    { code: 'video-unreadable', cause: 'moov atom not found' },
  ],
  [
    'sound.mp4',
    (path) => make(ffmpeg, path, ['-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'aac']),
    { code: 'no-video-stream', cause: 'only audio aac' },
  ],
  [
    'play-list.mp4',
    (path) => writeFileSync(path, `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${at('good.mp4')}\n#EXT-X-ENDLIST\n`),
    { code: 'video-unreadable', cause: 'it is a file of kind hls, not a video' },
  ],
  [
    'script.mp4',
    (path) => writeFileSync(path, `ffconcat version 1.0\nfile ${at('good.mp4')}\n`),
    { code: 'video-unreadable', cause: 'it is a file of kind concat, not a video' },
  ],
];

test.each(broken)('%s is one clear problem', async (name, put, problem) => {
  put(at(name));
  expect(await problemOf(at(name))).toEqual({ ...problem, path: at(name) });
});

test('a song with a cover picture holds no video', async () => {
  make(ffmpeg, at('cover.png'), [...testPicture('32x32', 1)]);
  const inputs = ['-f', 'lavfi', '-i', 'sine=d=1', '-i', at('cover.png')];
  make(ffmpeg, at('song.m4a'), [
    ...inputs,
    '-map',
    '0',
    '-map',
    '1',
    '-c:a',
    'aac',
    '-c:v',
    'png',
    '-disposition:v',
    'attached_pic',
    '-f',
    'mp4',
  ]);
  expect(await problemOf(at('song.m4a'))).toEqual({
    code: 'no-video-stream',
    path: at('song.m4a'),
    cause: 'only audio aac, a cover picture',
  });
});

test('a truncated file gives what it has, and a warning', async () => {
  make(ffmpeg, at('whole.mp4'), [...testPicture('96x64', 100), ...h264, '-movflags', '+faststart']);
  make(ffmpeg, at('whole.mkv'), [...testPicture('96x64', 100), ...h264]);
  for (const kind of ['mp4', 'mkv']) {
    const whole = readFileSync(at(`whole.${kind}`));
    writeFileSync(at(`cut.${kind}`), whole.subarray(0, Math.floor(whole.length * 0.6)));
    const video = await probe(ffmpeg, at(`cut.${kind}`));
    expect(video.warnings).toEqual([
      {
        code: 'video-truncated',
        path: at(`cut.${kind}`),
        cause: expect.stringMatching(/partial file|ended prematurely|of 100 frames/) as string,
      },
    ]);
    expect(video.frameCount).toBeGreaterThan(30);
    expect(video.frameCount).toBeLessThan(90);
    expect(video.durationUs).toBe(video.frameCount * 40_000);
    const seen = [];
    for await (const frame of readFrames(ffmpeg, video, [0, video.frameCount - 1])) seen.push(frame.index);
    expect(seen).toEqual([0, video.frameCount - 1]);
  }
});

test.each([
  'a b.mp4',
  "it's [1-9] {x} 100%d.mp4",
  '動画 é 🎬.mp4',
  '-y.mp4',
  'http:x.mp4',
  'concat:a|b.mp4',
  'file:c.mp4',
  'a\nb.mp4',
  'a\\b.mp4',
])('a file called %j is a file and nothing else', async (name) => {
  writeFileSync(at(name), readFileSync(at('good.mp4')));
  const video = await probe(ffmpeg, at(name));
  const seen = [];
  for await (const frame of readFrames(ffmpeg, video, [49])) seen.push(frame.index);
  expect(seen).toEqual([49]);
});

test('a frame that the video does not have is a mistake of the caller', async () => {
  const video = await probe(ffmpeg, at('good.mp4'));
  for (const index of [-1, 50, 1.5]) {
    await expect(readFrames(ffmpeg, video, [0, index]).next()).rejects.toThrow(
      `frame ${index} of a video of 50 frames`,
    );
  }
});

test('a frame that decoding does not give is missing, never replaced by another', async () => {
  const video = await probe(ffmpeg, at('good.mp4'));
  const ticks = video.access.ticks.map((tick, k) => (k === 30 ? tick + 1 : tick));
  const wrong = { ...video, access: { ...video.access, ticks } };
  const seen: number[] = [];
  const reading = async () => {
    for await (const frame of readFrames(ffmpeg, wrong, [3, 30, 31])) seen.push(frame.index);
  };
  const problem = {
    code: 'frames-missing',
    path: video.path,
    timesUs: [1_200_000],
    cause: 'decoding does not give them',
  };
  await expect(reading()).rejects.toMatchObject({ problem });
  expect(seen).toEqual([3]);
});

test('a video that vanishes between looking and reading is missing', async () => {
  writeFileSync(at('soon-gone.mp4'), readFileSync(at('good.mp4')));
  const video = await probe(ffmpeg, at('soon-gone.mp4'));
  rmSync(at('soon-gone.mp4'));
  const problem = { code: 'video-missing', path: video.path };
  await expect(readFrames(ffmpeg, video, [0]).next()).rejects.toMatchObject({ problem });
});

test('an ffmpeg that stands still is stopped, and so is one that is no longer wanted', async (context) => {
  if (process.platform === 'win32') context.skip('needs a shell script that stands in for ffmpeg');
  writeFileSync(at('still'), '#!/bin/sh\nexec sleep 600\n');
  chmodSync(at('still'), 0o755);
  const video = await probe(ffmpeg, at('good.mp4'));
  const still = { ...ffmpeg, path: at('still'), probePath: at('still') };
  const problem = { code: 'ffmpeg-stalled', path: video.path, idleS: 0.3 };
  await expect(probe(still, video.path, { idleMs: 300 })).rejects.toMatchObject({ problem });
  await expect(readFrames(still, video, [0], { idleMs: 300 }).next()).rejects.toMatchObject({ problem });

  const signal = AbortSignal.timeout(200);
  await expect(probe(still, video.path, { signal })).rejects.toThrow('timeout');
  const frames = readFrames(still, video, [0], { signal: AbortSignal.timeout(200) });
  await expect(frames.next()).rejects.toThrow('timeout');
});

test('who stops listening in the middle leaves no process behind', async () => {
  const video = await probe(ffmpeg, at('good.mp4'));
  const started: ChildProcess[] = [];
  const onStart = (message: unknown) => started.push((message as { process: ChildProcess }).process);
  subscribe('child_process', onStart);
  for await (const frame of readFrames(ffmpeg, video, [0, 1, 2])) if (frame.index === 1) break;
  unsubscribe('child_process', onStart);
  expect(started.map((child) => child.signalCode)).toEqual(['SIGKILL']);
});
