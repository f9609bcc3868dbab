/** For tests: small videos, each another one. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { findFfmpeg } from '../../media/index.ts';

let ffmpeg: ReturnType<typeof findFfmpeg> | undefined;

/** Two seconds, ten frames of a moving picture, `160 + 2 seed` wide. */
export async function writeTinyClip(path: string, seed: number): Promise<string> {
  mkdirSync(dirname(path), { recursive: true });
  ffmpeg ??= findFfmpeg();
  const source = `testsrc=duration=2:rate=5:size=${160 + 2 * seed}x90`;
  const args = ['-v', 'error', '-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', '-y', `file:${path}`];
  execFileSync((await ffmpeg).path, args);
  return path;
}
