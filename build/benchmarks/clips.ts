/** Clips to measure with, made once and kept. Knows what they show, not what is measured. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeVideo } from '../../main/media/index.ts';
import type { Ffmpeg } from '../../main/media/index.ts';
import { clipOf, framesOf } from '../../native-models/panda-mini/world/clip.ts';
import { randomOf } from '../../native-models/panda-mini/world/random.ts';
import { sampleScene } from '../../native-models/panda-mini/world/scene.ts';

const run = promisify(execFile);

export interface TestClip {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly seconds: number;
  readonly keyFrameEvery: number;
}

/** ffmpeg's moving test picture as h264. */
export async function makeTestClip(ffmpeg: Ffmpeg, folder: string, clip: TestClip): Promise<string> {
  const { width, height, fps, seconds, keyFrameEvery } = clip;
  const path = join(folder, 'clips', `test-${width}x${height}-${fps}fps-${seconds}s-${keyFrameEvery}.mp4`);
  if (existsSync(path)) return path;
  mkdirSync(join(folder, 'clips'), { recursive: true });
  const partial = `${path}.part`;
  await run(ffmpeg.path, [
    ...['-v', 'error', '-nostdin', '-y', '-f', 'lavfi'],
    ...['-i', `testsrc2=size=${width}x${height}:rate=${fps}:duration=${seconds}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    ...['-g', `${keyFrameEvery}`, '-keyint_min', `${keyFrameEvery}`, '-sc_threshold', '0', '-f', 'mp4', partial],
  ]);
  renameSync(partial, path);
  return path;
}

const WORLD_SIZE = 224;
const WORLD_FPS = 24;

/** A folder of so many clips of Panda-Mini's world, 2 to 8 seconds each, and nothing else. */
export async function makeWorldClips(ffmpeg: Ffmpeg, folder: string, count: number): Promise<readonly string[]> {
  const place = join(folder, 'clips', `world-${count}`);
  mkdirSync(place, { recursive: true });
  const settings = { width: WORLD_SIZE, height: WORLD_SIZE, fps: WORLD_FPS, crf: 23 };
  const paths = Array.from({ length: count }, (_, index) => join(place, `${String(index + 1).padStart(3, '0')}.mp4`));
  for (const [index, path] of paths.entries()) {
    if (existsSync(path)) continue;
    const name = `benchmark clip ${index}`;
    const clip = clipOf([{ scene: sampleScene(name), seconds: randomOf(name).between(2, 8) }], WORLD_FPS);
    await writeVideo(ffmpeg, path, settings, framesOf(clip, WORLD_SIZE));
  }
  return paths;
}
