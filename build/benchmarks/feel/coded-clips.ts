/**
 * Clips whose every frame says which one it is, by bars across its top that survive any compression: so what is seen on a
 * screen can be told from what should be. in-page.ts reads them. Made once and kept.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Ffmpeg } from '../../../main/media/index.ts';

const run = promisify(execFile);

export const FPS = 25;
/** So many bits, then the same ones turned round. */
const BITS = 14;

export interface CodedClip {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly keyFrameEvery: number;
  /** The number of its first frame. */
  readonly from: number;
}

export async function makeCodedClip(ffmpeg: Ffmpeg, folder: string, clip: CodedClip): Promise<string> {
  const { name, width, height, frames, keyFrameEvery, from } = clip;
  const path = join(folder, `${name}.mp4`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const partial = `${path}.part`;
  const bit = (at: string) => `mod(floor((N+${from})/pow(2,${at})),2)`;
  const bars = `lum='255*if(lt(X,${BITS}),${bit('X')},1-${bit(`(X-${BITS})`)})'`;
  await run(ffmpeg.path, [
    ...['-v', 'error', '-nostdin', '-y'],
    ...['-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=${FPS}`],
    ...['-f', 'lavfi', '-i', `color=black:size=${2 * BITS}x2:rate=${FPS}`],
    ...[
      '-filter_complex',
      `[1]format=gray,geq=${bars},scale=${width}:${height >> 3}:flags=neighbor[bars];[0][bars]overlay`,
    ],
    ...['-frames:v', `${frames}`, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    ...['-g', `${keyFrameEvery}`, '-keyint_min', `${keyFrameEvery}`, '-sc_threshold', '0'],
    ...['-f', 'mp4', partial],
  ]);
  renameSync(partial, path);
  return path;
}
