import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CheckpointError } from './error.ts';
import { CheckpointFile } from './file.ts';
import { writeZip } from './made-torch-file.ts';
import { readZip } from './zip.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'panda-zip-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const entries = ['first', 'other'].map((text) => {
  return { name: `a/${text}`, byteLength: text.length, bytes: () => [Buffer.from(text)] };
});

function written(change: (bytes: Buffer) => Buffer | undefined = () => undefined): string {
  const path = join(folder, 'file.zip');
  writeZip(path, entries);
  const bytes = readFileSync(path);
  writeFileSync(path, change(bytes) ?? bytes);
  return path;
}

function outcome(path: string): string | string[] {
  try {
    using file = new CheckpointFile(path);
    return [...readZip(file).values()].map(
      ({ name, offset, size }) => `${name}: ${file.read(offset, size).toString()}`,
    );
  } catch (error) {
    if (error instanceof CheckpointError) return error.message.replace(path, 'PATH');
    throw error;
  }
}

/** Where the n-th record of a kind begins. */
function recordAt(bytes: Buffer, signature: number, n = 0): number {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature);
  let at = bytes.indexOf(mark);
  for (; n > 0; n--) at = bytes.indexOf(mark, at + 4);
  return at;
}

const listed = 0x02014b50;

describe('a zip archive', () => {
  it('tells where its entries lie', () => {
    expect(outcome(written())).toEqual(['a/first: first', 'a/other: other']);
  });

  it('is read in the form for more than four gigabytes', () => {
    const path = join(folder, 'long.zip');
    writeZip(path, entries, { isLong: true });
    const long = outcome(path);
    const bytes = readFileSync(path);
    bytes.writeBigUInt64LE(1n << 40n, recordAt(bytes, listed) + 46 + 'a/first'.length + 4);
    writeFileSync(path, bytes);
    expect([long, outcome(path)]).toEqual([['a/first: first', 'a/other: other'], 'PATH has "a/first" in two sizes']);
  });

  it('is read with a comment behind it, and in the short form alone', () => {
    const commented = written((bytes) => {
      bytes.writeUInt16LE(3, bytes.length - 2);
      return Buffer.concat([bytes, Buffer.from('abc')]);
    });
    const withComment = outcome(commented);
    const short = written((bytes) => {
      const long = recordAt(bytes, 0x06064b50);
      return Buffer.concat([bytes.subarray(0, long), bytes.subarray(recordAt(bytes, 0x06054b50))]);
    });
    expect([withComment, outcome(short)]).toEqual([
      ['a/first: first', 'a/other: other'],
      ['a/first: first', 'a/other: other'],
    ]);
  });

  it.each<[string, string, (bytes: Buffer) => void]>([
    [
      'something compressed: nothing is ever unpacked, so nothing can burst',
      'PATH has "a/first" compressed, which a checkpoint\'s tensors never are',
      (bytes) => void bytes.writeUInt16LE(8, recordAt(bytes, listed) + 10),
    ],
    [
      'something encrypted',
      'PATH has "a/first" encrypted',
      (bytes) => void bytes.writeUInt16LE(0x0809, recordAt(bytes, listed) + 8),
    ],
    [
      'an entry in two sizes',
      'PATH has "a/first" in two sizes',
      (bytes) => void bytes.writeUInt32LE(999_999, recordAt(bytes, listed) + 24),
    ],
    [
      'an entry larger than the file',
      'PATH has "a/other" outside of itself',
      (bytes) => {
        const at = recordAt(bytes, listed, 1);
        bytes.writeUInt32LE(0x7fffffff, at + 20);
        bytes.writeUInt32LE(0x7fffffff, at + 24);
      },
    ],
    [
      'an entry that begins outside',
      'PATH has "a/first" outside of itself',
      (bytes) => void bytes.writeUInt32LE(0x7fffffff, recordAt(bytes, listed) + 42),
    ],
    [
      'entries on one place',
      'PATH has two names for "a/other"',
      (bytes) => void bytes.writeUInt32LE(0, recordAt(bytes, listed, 1) + 42),
    ],
    [
      'a name twice',
      'PATH has "a/first" twice',
      (bytes) => void bytes.write('a/first', recordAt(bytes, listed, 1) + 46),
    ],
    [
      'more entries than it has',
      'PATH has a damaged directory',
      (bytes) => {
        bytes.writeUInt16LE(3, bytes.length - 12);
        bytes.writeUInt16LE(3, recordAt(bytes, 0x06064b50) + 32);
      },
    ],
    [
      'fewer entries than it has',
      'PATH has a directory of another length than it says',
      (bytes) => {
        bytes.writeUInt16LE(1, bytes.length - 12);
        bytes.writeUInt16LE(1, recordAt(bytes, 0x06064b50) + 32);
      },
    ],
    [
      'a directory elsewhere',
      'PATH has a directory elsewhere than it says',
      (bytes) => void bytes.writeUInt32LE(4, bytes.length - 6),
    ],
    [
      'a long directory beyond all files',
      'PATH says a size beyond all files',
      (bytes) => void bytes.writeBigUInt64LE(1n << 63n, recordAt(bytes, 0x06064b50) + 48),
    ],
  ])('is refused for %s', (_, reason, spoil) => {
    const path = written((bytes) => void spoil(bytes));
    expect(outcome(path)).toBe(reason);
  });
});
