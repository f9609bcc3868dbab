import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeVideo } from './encode.ts';
import { findFfmpeg } from './ffmpeg.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { make, ownTimes } from './made-clips.ts';
import { probe } from './probe.ts';
import { findShots } from './shot-finder.ts';
import { detectShots } from './shots.ts';

const [WIDTH, HEIGHT, FPS] = [64, 36, 25];

type Draw = (frame: number) => Uint8Array;

/** The same for the same seed, 0 to below 1. */
function chanceFrom(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/** Soft blobs that move over a ground of one colour, with noise: `speed` in widths a second. */
function scene(seed: number, { speed = 0.2, light = 1 } = {}): Draw {
  const chance = chanceFrom(seed + 1);
  const colour = () => [chance(), chance(), chance()].map((part) => 255 * part);
  const ground = colour();
  const blobs = Array.from({ length: 6 }, () => ({
    x: chance(),
    y: chance(),
    radius: 0.1 + 0.25 * chance(),
    dx: (speed * (chance() - 0.5) * 2) / FPS,
    colour: colour(),
  }));
  return (frame) => {
    const noise = chanceFrom(1000 * seed + frame);
    const rgb = new Uint8Array(WIDTH * HEIGHT * 3);
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        const hit = blobs.findLast(
          (blob) => Math.hypot((x / WIDTH - blob.x - frame * blob.dx) % 1, (y / HEIGHT - blob.y) / 2) < blob.radius,
        );
        const grain = 4 * (noise() - 0.5);
        for (let part = 0; part < 3; part++)
          rgb[3 * (y * WIDTH + x) + part] = Math.min(
            255,
            Math.max(0, light * ((hit?.colour ?? ground)[part] ?? 0) + grain),
          );
      }
    }
    return rgb;
  };
}

function frames(draw: Draw, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, frame) => draw(frame));
}

function mixed(a: Uint8Array, b: Uint8Array, share: number): Uint8Array {
  return a.map((level, at) => level * (1 - share) + (b[at] as number) * share);
}

/** What is found in pictures as they are. */
function found(pictures: readonly Uint8Array[], threshold = 0.3): number[] {
  const finder = findShots({ threshold, flash: 6 });
  for (const picture of pictures) finder.add(picture);
  return finder.end();
}

const white = new Uint8Array(WIDTH * HEIGHT * 3).fill(255);

describe('a cut', () => {
  it('is where one scene follows another', () => {
    expect(found([...frames(scene(1), 30), ...frames(scene(2), 30), ...frames(scene(3), 30)])).toEqual([30, 60]);
  });

  it.each([1, 2, 4, 6])('is no flash of %i pictures', (length) => {
    const pictures = frames(scene(1), 60).map((picture, at) =>
      at >= 30 && at < 30 + length ? mixed(picture, white, 0.9) : picture,
    );
    expect(found(pictures)).toEqual([]);
  });

  it('is no flash that dies down, nor several of them', () => {
    const pictures = frames(scene(1), 100).map((picture, at) => mixed(picture, white, Math.max(0, 1 - (at % 33) / 4)));
    expect(found(pictures.slice(5))).toEqual([]);
  });

  it('is no slow fade and no dissolve', () => {
    const [a, b] = [frames(scene(1), 75), frames(scene(2), 75)];
    const black = new Uint8Array(WIDTH * HEIGHT * 3);
    const faded = a.map((picture, at) => mixed(picture, black, Math.min(1, at / 50)));
    const back = b.map((picture, at) => mixed(black, picture, Math.min(1, at / 50)));
    expect(found([...faded, ...back])).toEqual([]);
    expect(found(a.map((picture, at) => mixed(picture, b[at] as Uint8Array, at / 75)))).toEqual([]);
  });

  it('is no fast motion, but may be seen in one', () => {
    const [fast, other] = [scene(1, { speed: 6 }), scene(2, { speed: 6 })];
    expect(found(frames(fast, 60))).toEqual([]);
    expect(found([...frames(scene(4, { speed: 2 }), 40), ...frames(scene(5, { speed: 2 }), 40)])).toEqual([40]);
    expect(found([...frames(fast, 40), ...frames(other, 40)]).every((at) => at === 40)).toBe(true);
  });

  it('is seen between two dark scenes too, under the threshold', () => {
    expect(found([...frames(scene(6, { light: 0.3 }), 30), ...frames(scene(7, { light: 0.3 }), 30)])).toEqual([30]);
  });

  it('is at no picture of a video without any, or of one picture', () => {
    expect([found([]), found(frames(scene(1), 1)), found([white, white])]).toEqual([[], [], []]);
  });
});

describe('the shots of a file', () => {
  let ffmpeg: Ffmpeg;
  const folder = mkdtempSync(join(tmpdir(), 'shots-'));
  beforeAll(async () => {
    ffmpeg = await findFfmpeg();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('begin at the very times of their first pictures: all of 24 cuts, among flashes and fades, and nothing else', async () => {
    const path = join(folder, 'cuts.mp4');
    const pictures: Uint8Array[] = [];
    const cuts: number[] = [];
    for (let shot = 0; shot < 25; shot++) {
      if (shot > 0) cuts.push(pictures.length);
      const own = frames(scene(shot, { light: shot % 5 === 0 ? 0.4 : 1, speed: shot % 3 }), 12 + ((shot * 7) % 20));
      if (shot % 6 === 2) own[8] = mixed(own[8] as Uint8Array, white, 0.95);
      pictures.push(...own);
    }
    const [last, black] = [pictures.at(-1) as Uint8Array, new Uint8Array(WIDTH * HEIGHT * 3)];
    for (let at = 1; at <= 40; at++) pictures.push(mixed(last, black, at / 40));
    await writeVideo(ffmpeg, path, { width: WIDTH, height: HEIGHT, fps: FPS, crf: 23 }, pictures);
    const video = await probe(ffmpeg, path);
    const shots = await detectShots(ffmpeg, video, { threshold: 0.3 });
    expect(shots).toEqual(cuts.map((at) => video.frameTimesUs[at]));
    expect(cuts).toHaveLength(24);
  });

  it('are told by time where pictures come at uneven times, and by number where they have none of their own', async () => {
    const scenes = 'color=red:size=96x64:rate=25:d=2[a];color=blue:size=96x64:rate=25:d=2[b];[a][b]concat';
    const uneven = make(ffmpeg, join(folder, 'uneven.mkv'), [
      ...['-filter_complex', `${scenes},select=not(mod(n\\,3))+lt(mod(n\\,40)\\,9)`, ...ownTimes(ffmpeg)],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'],
    ]);
    const stream = make(ffmpeg, join(folder, 'stream.ts'), ['-filter_complex', scenes, '-c:v', 'mpeg2video']);
    const avi = make(ffmpeg, join(folder, 'stored.avi'), ['-filter_complex', scenes, '-c:v', 'mpeg4', '-bf', '2']);
    const videos = await Promise.all([uneven, stream, avi].map((path) => probe(ffmpeg, path)));
    for (const video of videos) {
      const shots = await detectShots(ffmpeg, video, { threshold: 0.3 });
      expect(shots).toEqual([video.frameTimesUs.find((time) => time > 1_970_000)]);
    }
  });

  it('are not looked for any longer once that is stopped', async () => {
    const path = make(ffmpeg, join(folder, 'long.mp4'), [
      ...['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:d=20', '-c:v', 'libx264', '-preset', 'ultrafast'],
    ]);
    const video = await probe(ffmpeg, path);
    const stop = new AbortController();
    const looking = detectShots(ffmpeg, video, { threshold: 0.3, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(looking).rejects.toThrow('enough');
  });

  it('are not looked for in a file that is gone', async () => {
    const video = await probe(ffmpeg, join(folder, 'cuts.mp4'));
    await expect(
      detectShots(ffmpeg, { ...video, path: join(folder, 'gone.mp4') }, { threshold: 0.3 }),
    ).rejects.toMatchObject({ problem: { code: 'video-missing' } });
  });
});
