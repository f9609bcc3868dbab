import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFfmpeg } from './ffmpeg.ts';
import { make, testPicture } from './made-clips.ts';
import { probe } from './probe.ts';
import { readWaveform } from './waveform.ts';
import type { Waveform } from './waveform.ts';

const folder = mkdtempSync(join(tmpdir(), 'waveform-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const npm = await findFfmpeg({ env: {} });
const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const picture = testPicture('32x32', 50);

/** Silence for half a second, a tone at half of the full volume for nine tenths of one, silence again. */
const tone = ['-f', 'lavfi', '-i', 'aevalsrc=0.5*sin(2*PI*400*t)*between(t\\,0.55\\,1.45):s=48000:d=2:c=stereo'];

/** Tenths of a second with sound, by their numbers. */
function loud({ peaks }: Waveform): number[] {
  return Array.from({ length: peaks.length / 2 }, (_, i) => i).filter((i) => (peaks[2 * i + 1] as number) > 30);
}

test.each([
  ['the newest ffmpeg', ffmpeg],
  ['the ffmpeg of npm', npm],
])('%s gives the lowest and the highest sample of each part of a second', async (_, tool) => {
  const path = make(tool, join(folder, 'tone.mkv'), [...picture, ...tone, ...x264, '-c:a', 'pcm_s16le']);
  const waveform = await readWaveform(tool, await probe(tool, path), { bucketsPerSecond: 10 });
  const silence = Array.from({ length: 5 }, () => [0, 0]).flat();
  const sound = Array.from({ length: 10 }, () => [-64, 64]).flat();
  expect(waveform).toEqual({ bucketsPerSecond: 10, peaks: Int8Array.from([...silence, ...sound, ...silence]) });
});

test('sound is on the clock of the pictures, whichever of them comes first', async () => {
  const late = ['-itsoffset', '0.3', ...picture];
  const path = make(ffmpeg, join(folder, 'picture-late.mkv'), [...late, ...tone, ...x264, '-c:a', 'pcm_s16le']);
  const first = await readWaveform(ffmpeg, await probe(ffmpeg, path), { bucketsPerSecond: 10 });
  expect(first && loud(first)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);

  const soundLate = [...picture, '-itsoffset', '0.3', ...tone, ...x264, '-c:a', 'pcm_s16le'];
  const second = await readWaveform(
    ffmpeg,
    await probe(ffmpeg, make(ffmpeg, join(folder, 'sound-late.mkv'), soundLate)),
    {
      bucketsPerSecond: 10,
    },
  );
  expect(second && loud(second)).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
});

test('parts that are no whole number of samples do not add up to a drift', async () => {
  const path = make(ffmpeg, join(folder, 'tone44.mkv'), [...picture, ...tone, '-ar', '44100', ...x264, '-c:a', 'flac']);
  const waveform = await readWaveform(ffmpeg, await probe(ffmpeg, path), { bucketsPerSecond: 512 });
  expect(waveform?.peaks.length).toBe(2 * 1024);
});

test('a video without sound has none', async () => {
  const path = make(ffmpeg, join(folder, 'silent.mp4'), [...picture, ...x264]);
  expect(await readWaveform(ffmpeg, await probe(ffmpeg, path), { bucketsPerSecond: 10 })).toBeNull();
});

test('it stops when told to, and says when the file is gone', async () => {
  const path = make(ffmpeg, join(folder, 'stopped.mkv'), [...picture, ...tone, ...x264, '-c:a', 'pcm_s16le']);
  const video = await probe(ffmpeg, path);
  const stop = new AbortController();
  const stopped = readWaveform(ffmpeg, video, { bucketsPerSecond: 10, signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(stopped).rejects.toThrow('enough');
  rmSync(path);
  await expect(readWaveform(ffmpeg, video, { bucketsPerSecond: 10 })).rejects.toMatchObject({
    problem: { code: 'video-missing', path },
  });
});

test('real sound of each kind is as long as its pictures', async (context) => {
  const clips = resolve(import.meta.dirname, '../../../shared/data/videos');
  if (!existsSync(clips)) return context.skip(`no ${clips}: no real sound was read`);
  for (const name of ['chaplin.mp4', 'flipping_pancake.mkv', 'bbb_fade_in_mpeg2.ts', 'highway_dashcam.avi']) {
    const video = await probe(ffmpeg, join(clips, name));
    const waveform = await readWaveform(ffmpeg, video, { bucketsPerSecond: 50 });
    const seconds = (waveform?.peaks.length ?? 0) / 100;
    expect(Math.abs(seconds - video.durationUs / 1e6), name).toBeLessThan(0.15);
  }
});
