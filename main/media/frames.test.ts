import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { awkwardClips, recipe } from './awkward-clips.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { readFrames } from './frames.ts';
import { make, plainDecode, plainTimesUs, run } from './made-clips.ts';
import { probe } from './probe.ts';

const folder = mkdtempSync(join(tmpdir(), 'frames-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const encoders = run(ffmpeg.path, ['-v', 'quiet', '-encoders']);

test.for(awkwardClips(ffmpeg))('reads of $name the frames that a plain decode gives', async (clip, context) => {
  const path = join(folder, clip.name);
  if (clip.needs !== undefined && !encoders.includes(` ${clip.needs} `))
    context.skip(`this ffmpeg has no ${clip.needs}`);
  if (typeof clip.made === 'function') clip.made(path);
  else make(ffmpeg, path, clip.made);
  const video = await probe(ffmpeg, path);
  const plain = plainDecode(ffmpeg, path, clip.filters ?? recipe('96:64'));
  expect(video).toMatchObject(clip.expected ?? {});
  expect({ frames: video.frameCount, from: video.access.from, warnings: video.warnings }).toEqual({
    frames: plain.length,
    from: clip.timesFrom ?? 'packets',
    warnings: [],
  });
  // npm's ffprobe dies of decoding some containers by itself, which the product does not ask of it.
  const plainTimes = clip.hasPlainTimes === false ? 'none' : plainTimesUs(ffmpeg, path);
  if (typeof plainTimes !== 'string') expect(video.frameTimesUs).toEqual(plainTimes);

  const count = video.frameCount;
  const spread = Array.from({ length: 8 }, (_, i) => Math.floor(((i + 0.5) * count) / 8));
  const lastKey = video.access.keys.at(-1) ?? 0;
  const sets = clip.sets ?? [[...spread, count - 3, count - 2, count - 1], [lastKey - 1], [lastKey], [count - 1]];
  for (const set of sets) {
    const wanted = set.filter((index) => index >= 0 && index < count);
    const frames = [];
    for await (const frame of readFrames(ffmpeg, video, wanted)) {
      frames.push([
        frame.index,
        frame.timeUs,
        frame.width,
        frame.height,
        createHash('md5').update(frame.rgb).digest('hex'),
      ]);
      if (wanted.length === 1 && frame.index === count - 1) expect(frame.reachedBy).toBe(clip.last ?? 'decode');
    }
    const ascending = [...new Set(wanted)].sort((a, b) => a - b);
    const expected = ascending.map((index) => [
      index,
      video.frameTimesUs[index],
      video.width,
      video.height,
      plain[index],
    ]);
    expect(frames).toEqual(expected);
  }
});
