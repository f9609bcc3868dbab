/**
 * Takes the turn out of an mp4 whose pictures are upright already: ffmpeg copies it from the input, in some versions
 * whatever it is told. Knows the few boxes that lead there (ISO/IEC 14496-12, 4.2 and 8.3.2), nothing of ffmpeg.
 */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** a, b, u, c, d, v, x, y, w; the last of each row with 30 bits of fraction, the others with 16. */
const IDENTITY = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];

/** Writes into the file at `path`, which has been written by ffmpeg. */
export async function makeUpright(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const matrix = Buffer.alloc(4 * IDENTITY.length);
    IDENTITY.forEach((entry, i) => matrix.writeInt32BE(entry, 4 * i));
    const whole = { from: 0, to: (await file.stat()).size };
    for await (const movie of boxesIn(file, whole, 'moov'))
      for await (const track of boxesIn(file, movie, 'trak'))
        for await (const header of boxesIn(file, track, 'tkhd'))
          await file.write(matrix, 0, matrix.length, header.to - matrix.length - SIZE_BYTES);
  } finally {
    await file.close();
  }
}

/** A track header ends with the matrix, the width and the height, whatever its version. */
const SIZE_BYTES = 8;

interface Box {
  /** Of its contents, in the file. */
  readonly from: number;
  readonly to: number;
}

async function* boxesIn(file: FileHandle, { from, to }: Box, wanted: string): AsyncGenerator<Box, void, undefined> {
  const head = Buffer.alloc(16);
  for (let at = from; at + 8 <= to;) {
    await file.read(head, 0, 16, at);
    const short = head.readUInt32BE(0);
    // 1: the length follows in 64 bits; 0: it is the rest of the file.
    const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - at : short;
    if (length < 8) return;
    if (head.toString('latin1', 4, 8) === wanted) yield { from: at + (short === 1 ? 16 : 8), to: at + length };
    at += length;
  }
}
