/**
 * Where the entries of a zip archive lie, zip64 too. Only stored entries: an archive that must be unpacked is refused, so
 * nothing in it can be larger than the file. Every place is checked against the file. Knows nothing of what is in it.
 * Format: PKWARE's APPNOTE.TXT 6.3.10, by its section numbers.
 */
import { CheckpointError } from './error.ts';
import type { CheckpointFile } from './file.ts';

export interface ZipEntry {
  readonly name: string;
  /** Where its content begins. */
  readonly offset: number;
  readonly size: number;
  /** Of its content; 0: none was made (torch.serialization.set_crc32_options). */
  readonly crc32: number;
}

const mostEntries = 100_000;
const largestDirectory = 32 << 20;
const [max16, max32] = [0xffff, 0xffffffff];

/** The entries by name. Throws CheckpointError. */
export function readZip(file: CheckpointFile): ReadonlyMap<string, ZipEntry> {
  const directory = findDirectory(file);
  const bytes = file.read(directory.offset, directory.size);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < directory.entries; index++) {
    const { end, ...entry } = readDirectoryEntry(file, bytes, at);
    if (entries.has(entry.name)) throw refusal(file, `has ${shown(entry.name)} twice`);
    entries.set(entry.name, contentOf(file, entry, directory.offset));
    at = end;
  }
  if (at !== bytes.length) throw refusal(file, 'has a directory of another length than it says');
  refuseOverlaps(file, [...entries.values()]);
  return entries;
}

interface Directory {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}

/** 4.3.16: at the end of the file, before a comment; 4.3.14 and 4.3.15: what does not fit into it stands before it. */
function findDirectory(file: CheckpointFile): Directory {
  const tailStart = Math.max(0, file.size - (22 + max16));
  const tail = file.read(tailStart, file.size - tailStart);
  let end = tail.length - 22;
  while (
    end >= 0 &&
    !(tail.readUInt32LE(end) === 0x06054b50 && end + 22 + tail.readUInt16LE(end + 20) === tail.length)
  ) {
    end--;
  }
  if (end < 0) throw refusal(file, 'is not a zip archive, or is cut off');
  const short = {
    entries: tail.readUInt16LE(end + 10),
    size: tail.readUInt32LE(end + 12),
    offset: tail.readUInt32LE(end + 16),
  };
  const endOfFile = tailStart + end;
  const long = readLongDirectory(file, endOfFile);
  const isShort = (said: number, limit: number, other: number) => said === limit || said === other;
  const directory = long?.directory ?? short;
  const fits =
    isShort(short.entries, max16, directory.entries) &&
    isShort(short.size, max32, directory.size) &&
    isShort(short.offset, max32, directory.offset);
  const { entries, offset, size } = directory;
  if (!fits || offset + size !== (long?.at ?? endOfFile)) throw refusal(file, 'has a directory elsewhere than it says');
  if (entries > mostEntries || size > largestDirectory) throw refusal(file, 'has more entries than any checkpoint');
  return directory;
}

function readLongDirectory(file: CheckpointFile, endOfFile: number): { directory: Directory; at: number } | null {
  if (endOfFile < 20) return null;
  const locator = file.read(endOfFile - 20, 20);
  if (locator.readUInt32LE(0) !== 0x07064b50) return null;
  const at = wholeNumber(file, locator.readBigUInt64LE(8));
  if (at > endOfFile - 20 - 56) throw refusal(file, 'has a directory elsewhere than it says');
  const record = file.read(at, 56);
  if (record.readUInt32LE(0) !== 0x06064b50) throw refusal(file, 'has a directory elsewhere than it says');
  const [entries, size, offset] = [32, 40, 48].map((place) => wholeNumber(file, record.readBigUInt64LE(place)));
  return { at, directory: { entries: entries ?? 0, size: size ?? 0, offset: offset ?? 0 } };
}

interface Listed {
  readonly name: string;
  readonly size: number;
  readonly crc32: number;
  /** Of the entry's own header. */
  readonly header: number;
  /** Where the next entry of the directory begins. */
  readonly end: number;
}

/** 4.3.12 */
function readDirectoryEntry(file: CheckpointFile, bytes: Buffer, at: number): Listed {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw refusal(file, 'has a damaged directory');
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
  const nameEnd = at + 46 + (nameLength ?? 0);
  const extraEnd = nameEnd + (extraLength ?? 0);
  const end = extraEnd + (commentLength ?? 0);
  if (end > bytes.length) throw refusal(file, 'has a damaged directory');
  const name = bytes.toString('utf8', at + 46, nameEnd);
  const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
  if ((flags & 0x2041) !== 0) throw refusal(file, `has ${shown(name)} encrypted`);
  if (method !== 0) throw refusal(file, `has ${shown(name)} compressed, which a checkpoint's tensors never are`);
  const short = [24, 20, 42].map((place) => bytes.readUInt32LE(at + place));
  const [size = 0, packed = 0, header = 0] = longSizes(file, short, bytes.subarray(nameEnd, extraEnd));
  if (size !== packed) throw refusal(file, `has ${shown(name)} in two sizes`);
  return { name, size, header, end, crc32: bytes.readUInt32LE(at + 16) };
}

/** 4.5.3: sizes that do not fit into 32 bits stand in an extra field, in this order, only those. */
function longSizes(file: CheckpointFile, short: readonly number[], extra: Buffer): number[] {
  if (!short.includes(max32)) return [...short];
  for (let at = 0; at + 4 <= extra.length;) {
    const [kind, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)];
    const field = extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
    if (kind !== 1) continue;
    let place = 0;
    return short.map((value) => {
      if (value !== max32) return value;
      if (place + 8 > field.length) throw refusal(file, 'has a damaged directory');
      place += 8;
      return wholeNumber(file, field.readBigUInt64LE(place - 8));
    });
  }
  throw refusal(file, 'has a damaged directory');
}

/** 4.3.7: the entry's own header says where its content begins, and must agree with the directory. */
function contentOf(
  file: CheckpointFile,
  { crc32, header, name, size }: Omit<Listed, 'end'>,
  directoryOffset: number,
): ZipEntry {
  if (header + 30 > directoryOffset) throw refusal(file, `has ${shown(name)} outside of itself`);
  const own = file.read(header, 30);
  const nameLength = own.readUInt16LE(26);
  const offset = header + 30 + nameLength + own.readUInt16LE(28);
  if (own.readUInt32LE(0) !== 0x04034b50 || own.readUInt16LE(8) !== 0)
    throw refusal(file, `has ${shown(name)} damaged`);
  if (offset + size > directoryOffset) throw refusal(file, `has ${shown(name)} outside of itself`);
  if (file.read(header + 30, nameLength).toString('utf8') !== name)
    throw refusal(file, `has two names for ${shown(name)}`);
  return { name, offset, size, crc32 };
}

function refuseOverlaps(file: CheckpointFile, entries: readonly ZipEntry[]): void {
  let [before, end] = ['', 0];
  for (const { name, offset, size } of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < end) throw refusal(file, `has ${shown(name)} lying over ${shown(before)}`);
    [before, end] = [name, offset + size];
  }
}

function wholeNumber(file: CheckpointFile, value: bigint): number {
  if (value > Number.MAX_SAFE_INTEGER) throw refusal(file, 'says a size beyond all files');
  return Number(value);
}

/** A name may be anything, and long. */
function shown(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}

function refusal({ path }: CheckpointFile, reason: string): CheckpointError {
  return new CheckpointError(`${path} ${reason}`);
}
