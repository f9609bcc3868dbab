/**
 * A file, or the part of it that is wanted, as a player asks for it: RFC 9110's ranges and conditions. Knows nothing of
 * which files may be asked for, nor of how a part is read (file-part.ts).
 */
import { open, stat } from 'node:fs/promises';
import { refusal } from './answer.ts';
import type { Asked, PlannedAnswer } from './answer.ts';
import { contentTypeOf } from './content-type.ts';
import { versionOf } from './file-part.ts';
import type { FileVersion } from './file-part.ts';
import { rangeIn } from './range.ts';

/** Throws what opening the file throws. */
export async function answerFile(path: string, asked: Asked): Promise<PlannedAnswer> {
  if (asked.method !== 'GET' && asked.method !== 'HEAD') return refusal(405, { code: 'method-unknown' });
  // Opening a pipe would wait for ever.
  if (!(await stat(path)).isFile()) return refusal(404, { code: 'not-found' });
  await using file = await open(path);
  return answerOf(path, await versionOf(file), asked);
}

function answerOf(path: string, version: FileVersion, asked: Asked): PlannedAnswer {
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
  const isWanted = asked.method !== 'HEAD';
  switch (range) {
    case 'whole':
      return {
        status: 200,
        headers: { ...headers, ...type, 'Content-Length': String(size) },
        body: size > 0 && isWanted ? { path, first: 0, last: size - 1, etag } : null,
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
        body: { path, ...range, etag },
      };
  }
}

/** Only GET has ranges. */
function rangeHeader({ method, header }: Asked): string | null {
  return method === 'GET' ? header('range') : null;
}

function isUnchanged({ header }: Asked, { etag, changedMs }: FileVersion): boolean {
  const known = header('if-none-match');
  if (known !== null)
    return known.trim() === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
  const since = Date.parse(header('if-modified-since') ?? '');
  return since >= changedMs;
}

/** A part is wanted only of the version of which the asker has the rest; a weak tag never names one. */
function hasOtherVersion({ header }: Asked, { etag, changedMs }: FileVersion): boolean {
  const wanted = header('if-range')?.trim();
  if (wanted === undefined) return false;
  return /^(W\/)?"/.test(wanted) ? wanted !== etag : Date.parse(wanted) !== changedMs;
}
