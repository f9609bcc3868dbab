/**
 * The text of a file that may be in any encoding: a byte order mark decides, else UTF-16 shows itself by its zeros, else it
 * is UTF-8 where all of it is valid, else what Windows wrote in the West. Knows nothing of what the text means.
 */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { ProblemError } from '../../document/problem.ts';

export interface TextSource {
  readonly path: string;
  /** A label of the Encoding Standard (`shift_jis`, `gb18030` ...); null: found out. */
  readonly encoding: string | null;
  /** The format's name, for what is said of the file. */
  readonly format: string;
}

const HEAD_BYTES = 4096;
const PIECE_BYTES = 1 << 18;

/** Piece by piece, without a byte order mark. Throws `dataset-missing` or `dataset-unreadable`. */
export async function* readPieces(source: TextSource): AsyncGenerator<string> {
  const { path, encoding } = source;
  try {
    // Opening a pipe would wait for ever.
    if (!(await stat(path)).isFile()) throw new Error('it is not a file');
    const decoder = new TextDecoder(encoding ?? (await detectEncoding(path)));
    for await (const bytes of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
      yield decoder.decode(bytes as Buffer, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof ProblemError) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ProblemError({ code: 'dataset-missing', path });
    throw unreadable(
      source,
      null,
      code === 'ERR_ENCODING_NOT_SUPPORTED' ? `there is no encoding ${encoding}` : message,
    );
  }
}

/** All of it, up to `limitBytes`. */
export async function readWhole(source: TextSource, limitBytes: number): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of readPieces(source)) {
    pieces.push(piece);
    length += piece.length;
    if (length > limitBytes) {
      throw unreadable(source, null, `it is longer than ${Math.round(limitBytes / 2 ** 20)} MB`);
    }
  }
  return pieces.join('');
}

export function unreadable({ path, format }: TextSource, line: number | null, cause: string): ProblemError {
  return new ProblemError({ code: 'dataset-unreadable', path, line, format, cause: cause.replace(/\s+/g, ' ') });
}

async function detectEncoding(path: string): Promise<string> {
  const head = await readHead(path);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  // In UTF-16 every Latin letter, digit, comma and line break has a zero beside it, always on the same side.
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const least = head.length % 2 === 0 ? Math.max(1, head.length / 16) : Infinity;
  if (odd > least && even * 8 < odd) return 'utf-16le';
  if (even > least && odd * 8 < even) return 'utf-16be';
  return (await isUtf8(path)) ? 'utf-8' : 'windows-1252';
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD_BYTES), position: 0 });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
      decoder.decode(bytes as Buffer, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
