/** What a still shows, for the tests of this room. Not part of the program. */
import { execFileSync } from 'node:child_process';
import type { Ffmpeg } from './ffmpeg.ts';
import type { Still } from './still.ts';

/** RGB of the JPEG scaled to `width` x `height`, to compare pictures of other sizes with. */
export function pixelsOf(ffmpeg: Ffmpeg, { jpeg }: Pick<Still, 'jpeg'>, width: number, height: number): Uint8Array {
  const args = ['-v', 'error', '-f', 'mjpeg', '-i', 'pipe:0', '-vf', `scale=${width}:${height}:flags=area`];
  return execFileSync(ffmpeg.path, [...args, '-pix_fmt', 'rgb24', '-f', 'rawvideo', 'pipe:1'], { input: jpeg });
}

/** Mean difference of two pictures of the same size, in levels of 255. */
export function difference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} samples`);
  return a.reduce((sum, level, i) => sum + Math.abs(level - (b[i] as number)), 0) / a.length;
}
