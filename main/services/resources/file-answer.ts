/**
 * A file, or the part of it that is wanted, as a player asks for it: RFC 9110's ranges and conditions. It is read while it
 * is sent, and closed when nobody waits any more. Knows nothing of which files may be asked for.
 */
import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { refusal } from './answer.ts';
import type { Answer, Asked } from './answer.ts';
import { contentTypeOf } from './content-type.ts';
import { rangeIn } from './range.ts';
import type { ByteRange } from './range.ts';

interface Version {
  readonly size: number;
  /** Strong: by size and time of change, to the nanosecond. */
  readonly etag: string;
  /** Whole seconds, as in the header. */
  readonly changedMs: number;
}

/** Throws what opening the file throws. */
export async function answerFile(path: string, asked: Asked): Promise<Answer> {
  if (asked.method !== 'GET' && asked.method !== 'HEAD') return refusal(405, { code: 'method-unknown' });
  // Opening a pipe would wait for ever.
  if (!(await stat(path)).isFile()) return refusal(404, { code: 'not-found' });
  const file = await open(path);
  let answer: Answer | undefined;
  try {
    answer = answerOf(path, file, await versionOf(file), asked);
    return answer;
  } finally {
    // The body closes it; where there is none, nobody else would.
    if (answer === undefined || answer.body === null || answer.body instanceof Uint8Array) await file.close();
  }
}

function answerOf(path: string, file: FileHandle, version: Version, asked: Asked): Answer {
  const { size, etag, changedMs } = version;
  const headers = {
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-cache',
    ETag: etag,
    'Last-Modified': new Date(changedMs).toUTCString(),
  };
  if (isUnchanged(asked, version)) return { status: 304, headers, body: null };
  const type = { 'Content-Type': contentTypeOf(path) };
  const range = hasOtherVersion(asked, version) ? 'whole' : rangeIn(rangeHeader(asked), size);
  switch (range) {
    case 'whole':
      return {
        status: 200,
        headers: { ...headers, ...type, 'Content-Length': String(size) },
        body: size === 0 ? null : bodyOf(file, { first: 0, last: size - 1 }, asked),
      };
    case 'outside':
      return {
        status: 416,
        headers: { ...headers, 'Content-Range': `bytes */${size}`, 'Content-Length': '0' },
        body: null,
      };
    default:
      return {
        status: 206,
        headers: {
          ...headers,
          ...type,
          'Content-Range': `bytes ${range.first}-${range.last}/${size}`,
          'Content-Length': String(range.last - range.first + 1),
        },
        body: bodyOf(file, range, asked),
      };
  }
}

/** Of a length that is known: what is appended to the file meanwhile is not sent. */
function bodyOf(file: FileHandle, { first, last }: ByteRange, { method, signal }: Asked): Answer['body'] {
  if (method === 'HEAD') return null;
  // With `signal` alone a stream that nobody reads yet would keep the file open.
  const stream = file.createReadStream({ start: first, end: last, highWaterMark: 256 * 1024 });
  const leave = (): void => void stream.destroy();
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave, { once: true });
  stream.once('close', () => signal.removeEventListener('abort', leave));
  return stream;
}

/** Only GET has ranges. */
function rangeHeader({ method, header }: Asked): string | null {
  return method === 'GET' ? header('range') : null;
}

function isUnchanged({ header }: Asked, { etag, changedMs }: Version): boolean {
  const known = header('if-none-match');
  if (known !== null)
    return known.trim() === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
  const since = Date.parse(header('if-modified-since') ?? '');
  return since >= changedMs;
}

/** A part is wanted only of the version of which the asker has the rest; a weak tag never names one. */
function hasOtherVersion({ header }: Asked, { etag, changedMs }: Version): boolean {
  const wanted = header('if-range')?.trim();
  if (wanted === undefined) return false;
  return /^(W\/)?"/.test(wanted) ? wanted !== etag : Date.parse(wanted) !== changedMs;
}

async function versionOf(file: FileHandle): Promise<Version> {
  const { size, mtimeNs } = await file.stat({ bigint: true });
  return {
    size: Number(size),
    etag: `"${size.toString(36)}-${mtimeNs.toString(36)}"`,
    changedMs: Number(mtimeNs / 1_000_000_000n) * 1000,
  };
}
