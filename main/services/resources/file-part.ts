/**
 * Reads a part of a file while it is sent, and closes it when nobody waits any more. Knows nothing of requests, and loads
 * nothing but Node's own: the desktop shell reads with it before anything else is there.
 */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { refusal } from './answer.ts';
import type { Answer, FilePart, PlannedAnswer } from './answer.ts';

export interface FileVersion {
  readonly size: number;
  /** Strong: by size and time of change, to the nanosecond. */
  readonly etag: string;
  /** Whole seconds, as in the header. */
  readonly changedMs: number;
}

export async function versionOf(file: FileHandle): Promise<FileVersion> {
  const { size, mtimeNs } = await file.stat({ bigint: true });
  return {
    size: Number(size),
    etag: `"${size.toString(36)}-${mtimeNs.toString(36)}"`,
    changedMs: Number(mtimeNs / 1_000_000_000n) * 1000,
  };
}

/** A file that went or became another one since is refused: whoever asks again is told of what is there then. */
export async function readAnswer({ body, ...head }: PlannedAnswer, signal: AbortSignal): Promise<Answer> {
  if (body === null || body instanceof Uint8Array) return { ...head, body };
  const stream = await readPart(body, signal);
  return stream === undefined ? refusal(503, { code: 'changed-meanwhile' }) : { ...head, body: stream };
}

/** Of a length that is known: what is appended to the file meanwhile is not sent. */
async function readPart({ path, first, last, etag }: FilePart, signal: AbortSignal): Promise<Readable | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  if ((await versionOf(file)).etag !== etag) {
    await file.close();
    return undefined;
  }
  // With `signal` alone a stream that nobody reads yet would keep the file open.
  const stream = file.createReadStream({ start: first, end: last, highWaterMark: 256 * 1024 });
  const leave = (): void => void stream.destroy();
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave, { once: true });
  stream.once('close', () => signal.removeEventListener('abort', leave));
  return stream;
}
