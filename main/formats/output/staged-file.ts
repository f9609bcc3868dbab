/** One file on its way: written in pieces, hashed as it goes. Knows nothing of where it will stand. */
import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import type { WrittenFile } from '../../document/dataset-report.ts';
import type { OutputFile } from './output.ts';

const PIECE = 1 << 17; // characters

interface Staged {
  /** Where it is written. */
  readonly staged: string;
  /** What it is called in what is said of it. */
  readonly path: string;
  readonly done: (file: WrittenFile) => void;
}

/** Throws `dataset-unwritable`. */
export async function openStaged({ staged, path, done }: Staged): Promise<OutputFile> {
  const file = await writing(path, async () => {
    await mkdir(dirname(staged), { recursive: true });
    return open(staged, 'w');
  });
  const hash = createHash('sha256');
  let bytes = 0;
  let waiting: string[] = [];
  let length = 0;
  const append = async (piece: Uint8Array): Promise<void> => {
    hash.update(piece);
    bytes += piece.length;
    await writing(path, () => file.writeFile(piece));
  };
  const flush = async (): Promise<void> => {
    const piece = Buffer.from(waiting.join(''));
    waiting = [];
    length = 0;
    await append(piece);
  };
  return {
    async write(content) {
      if (typeof content !== 'string') {
        await flush();
        await append(content);
        return;
      }
      waiting.push(content);
      length += content.length;
      if (length >= PIECE) await flush();
    },
    async close() {
      await flush();
      await writing(path, () => file.close());
      done({ path, bytes, sha256: hash.digest('hex') });
    },
    // Closing what is closed is harmless.
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** Throws what the system says as `dataset-unwritable`. */
export async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const cause = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : message;
    throw new ProblemError({ code: 'dataset-unwritable', path, cause });
  }
}
