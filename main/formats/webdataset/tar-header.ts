/**
 * The 512 bytes before a file in a tar, the same for the same file: no time, no owner. A name that does not fit, or that is
 * not ASCII, and a size of 8 GiB and more stand in a record before it, as POSIX has it (pax).
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
 */

export const BLOCK = 512;
const LARGEST_OCTAL = 8 ** 11 - 1;

export interface TarFile {
  readonly name: string;
  readonly bytes: number;
}

/** One header, or the record of what does not fit with its own header and then the header. */
export function headersOf({ name, bytes }: TarFile): Uint8Array {
  const fits = /^[\x20-\x7e]{1,100}$/.test(name);
  const records = [
    ...(fits ? [] : [paxRecord('path', name)]),
    ...(bytes > LARGEST_OCTAL ? [paxRecord('size', String(bytes))] : []),
  ];
  const own = header({ name: fits ? name : asciiOf(name), bytes: Math.min(bytes, LARGEST_OCTAL), type: '0' });
  if (records.length === 0) return own;
  const pax = Buffer.concat(records);
  return Buffer.concat([header({ name: 'PaxHeader', bytes: pax.length, type: 'x' }), pax, paddingOf(pax.length), own]);
}

/** Zeros up to the next block. */
export function paddingOf(bytes: number): Uint8Array {
  return Buffer.alloc((BLOCK - (bytes % BLOCK)) % BLOCK);
}

function header({ name, bytes, type }: TarFile & { readonly type: string }): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'latin1');
  block.write('0000644\0', 100, 'latin1');
  block.write('0000000\0', 108, 'latin1');
  block.write('0000000\0', 116, 'latin1');
  block.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  block.write(`${'0'.repeat(11)}\0`, 136, 'latin1');
  block.write('        ', 148, 'latin1'); // the sum counts itself as spaces
  block.write(type, 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** `27 path=...\n`, of which the number is the length of all of it. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest;
  while (String(length).length + rest !== length) length = String(length).length + rest;
  return Buffer.from(`${length} ${key}=${value}\n`);
}

/** For readers that know no pax; they would not find the file by it anyway. */
function asciiOf(name: string): string {
  return name.replace(/[^\x20-\x7e]/gu, '_').slice(-100);
}
