/**
 * The files of a tar from front to back, as POSIX and GNU write them. Nothing is unpacked: what a name says leads nowhere,
 * and files that nobody asks for are passed over. Knows nothing of samples.
 */
import type { FileHandle } from 'node:fs/promises';
import { Window } from './window.ts';

export interface TarEntry {
  readonly name: string;
  readonly bytes: number;
  /** At most this much is ever held. Throws `TarError`. */
  readonly read: (limit: number) => Promise<Buffer>;
}

/** What is wrong with the tar from here on. */
export class TarError extends Error {}

const BLOCK = 512;
/** Of names and records: no path is longer. */
const LONGEST_NAME = 1 << 16;

/** Files only: folders are passed over. Throws `TarError`, for links and devices too: no sample needs one. */
export async function* readTar(handle: FileHandle): AsyncGenerator<TarEntry> {
  const { size } = await handle.stat();
  const file = new Window(handle);
  let long: { path?: string; size?: number } = {};
  for (let at = 0; at + BLOCK <= size;) {
    const block = await readAt(file, at, BLOCK);
    if (block.every((byte) => byte === 0)) return;
    const header = headerOf(block);
    const bytes = long.size ?? header.bytes;
    const begins = at + BLOCK;
    if (begins + bytes > size) throw new TarError(`${header.name} is longer than the tar`);
    at = begins + Math.ceil(bytes / BLOCK) * BLOCK;
    if ('xgLK'.includes(header.type)) {
      if (bytes > LONGEST_NAME) throw new TarError('a name is longer than 64 KB');
      const text = (await readAt(file, begins, bytes)).toString();
      if (header.type === 'x') long = { ...long, ...paxOf(text) };
      else if (header.type === 'L') long = { ...long, path: text.replace(/\0.*$/s, '') };
      continue;
    }
    const name = long.path ?? header.name;
    long = {};
    if (header.type === '5') continue;
    if (!'0\0'.includes(header.type)) throw new TarError(`${name} is a link or a device, not a file`);
    const read = async (limit: number): Promise<Buffer> => {
      if (bytes > limit) throw new TarError(`${name} is larger than ${Math.round(limit / 2 ** 20)} MB`);
      return readAt(file, begins, bytes);
    };
    yield { name, bytes, read };
  }
}

interface Header {
  readonly name: string;
  readonly bytes: number;
  readonly type: string;
}

function headerOf(block: Buffer): Header {
  const sum = block.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (numberIn(block.subarray(148, 156)) !== sum) throw new TarError('it is no tar, or is damaged');
  const isUstar = block.subarray(257, 262).toString('latin1') === 'ustar';
  const prefix = isUstar && block[263] === 0x30 ? textIn(block.subarray(345, 500)) : '';
  const name = textIn(block.subarray(0, 100));
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    bytes: numberIn(block.subarray(124, 136)),
    type: String.fromCharCode(block[156] ?? 0),
  };
}

function textIn(field: Buffer): string {
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? field.length : end).toString();
}

/** Octal, or as GNU has it: the first bit is set, and the rest is the number itself. */
function numberIn(field: Buffer): number {
  if ((field[0] ?? 0) >= 0x80) {
    const number = field.subarray(1).reduce((all, byte) => all * 256 + byte, (field[0] ?? 0) & 0x3f);
    if (((field[0] ?? 0) & 0x40) !== 0 || !Number.isSafeInteger(number)) throw new TarError('a size is out of range');
    return number;
  }
  const text = field
    .toString('latin1')
    .replace(/[\0 ]+$/, '')
    .trim();
  if (!/^[0-7]*$/.test(text)) throw new TarError('it is no tar, or is damaged');
  return Number.parseInt(text === '' ? '0' : text, 8);
}

/** `27 path=...\n`, as often as it stands there. */
function paxOf(text: string): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {};
  for (const [, key, value = ''] of text.matchAll(/\d+ ([^=\n]+)=([^\n]*)\n/g)) {
    if (key === 'path') found.path = value;
    if (key !== 'size') continue;
    if (!/^\d{1,15}$/.test(value)) throw new TarError('a size is out of range');
    found.size = Number(value);
  }
  return found;
}

async function readAt(file: Window, position: number, bytes: number): Promise<Buffer> {
  const read = await file.read(position, bytes);
  if (read.length < bytes) throw new TarError('it ends in the middle');
  return read;
}
