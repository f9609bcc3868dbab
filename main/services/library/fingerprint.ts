/**
 * What a video is known by, wherever it is moved: its size and the hash of three parts of it.
 * Knows nothing of video. Two files that differ only between the parts look the same, which no recording does.
 */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { ProblemError } from '../../document/problem.ts';

const PART_BYTES = 65_536;

/** `size-hash`, after reading at most 192 KiB. Throws `video-missing` or `video-unreadable`. */
export async function readFingerprint(path: string): Promise<string> {
  try {
    // Opening a pipe would wait for ever.
    if (!(await stat(path)).isFile()) throw new Error('it is not a file');
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const hash = createHash('sha256').update(String(size));
      for (const start of partsOf(size)) {
        const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(PART_BYTES), position: start });
        hash.update(buffer.subarray(0, bytesRead));
      }
      return `${size}-${hash.digest('hex').slice(0, 32)}`;
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ProblemError({ code: 'video-missing', path });
    throw new ProblemError({ code: 'video-unreadable', path, cause: message });
  }
}

/** The beginning, the middle and the end; all of a small file. */
function partsOf(size: number): number[] {
  if (size <= 3 * PART_BYTES) return [0, PART_BYTES, 2 * PART_BYTES].filter((start) => start < size);
  return [0, Math.floor((size - PART_BYTES) / 2), size - PART_BYTES];
}
