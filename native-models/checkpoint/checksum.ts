/**
 * Whether what lies in a file is what was written there, by the CRC-32 that a zip archive keeps of each entry: a disk or a
 * download that changed a weight would otherwise be seen only in the answers. Knows no archive and no tensor.
 */
import { crc32 } from 'node:zlib';
import { CheckpointError } from './error.ts';
import type { CheckpointFile } from './file.ts';

export interface Checked {
  readonly offset: number;
  readonly size: number;
  /** 0: none was made. */
  readonly crc32: number;
}

export class Checksum {
  readonly #of: { readonly path: string; readonly name: string; readonly storage: Checked };
  #value = 0;

  constructor(of: { readonly path: string; readonly name: string; readonly storage: Checked }) {
    this.#of = of;
  }

  add(bytes: Uint8Array): void {
    this.#value = crc32(bytes, this.#value);
  }

  /** Throws CheckpointError where the bytes were others. */
  compare(): void {
    const { name, path, storage } = this.#of;
    if (storage.crc32 === 0 || storage.crc32 === this.#value) return;
    const [said, found] = [storage.crc32, this.#value].map((value) => value.toString(16).padStart(8, '0'));
    throw new CheckpointError(
      `${path}: ${name} is damaged (its checksum is ${found} instead of ${said}): copy or download the file anew`,
    );
  }
}

const partBytes = 1 << 20;
/** Storages that were read through and are whole: several tensors may share one. */
const whole = new WeakSet<Checked>();

/** Reads all of it. Throws CheckpointError where it is not what was written; `name` is what lies in it. */
export function refuseDamage(file: CheckpointFile, name: string, storage: Checked): void {
  if (storage.crc32 === 0 || whole.has(storage)) return;
  const checksum = new Checksum({ path: file.path, name, storage });
  const buffer = Buffer.alloc(Math.min(partBytes, storage.size));
  for (let at = 0; at < storage.size; at += partBytes) {
    const part = buffer.subarray(0, Math.min(partBytes, storage.size - at));
    file.readInto(part, storage.offset + at);
    checksum.add(part);
  }
  checksum.compare();
  whole.add(storage);
}
