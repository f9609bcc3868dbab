/** Reads parts of a file whose lengths were said by somebody who is not trusted. Knows no format. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { CheckpointError } from './error.ts';

export class CheckpointFile implements Disposable {
  readonly path: string;
  readonly size: number;
  readonly #descriptor: number;

  /** Throws CheckpointError where there is no such file, or what is there is none (a folder, a pipe that would never end). */
  constructor(path: string) {
    this.path = path;
    try {
      this.#descriptor = openSync(path, 'r');
    } catch (cause) {
      throw new CheckpointError(`${path} cannot be opened (${(cause as Error).message})`, { cause });
    }
    const stats = fstatSync(this.#descriptor);
    if (!stats.isFile()) {
      closeSync(this.#descriptor);
      throw new CheckpointError(`${path} is not a file`);
    }
    this.size = stats.size;
  }

  /** Exactly these bytes, in memory of their own. Nothing is allocated for what cannot be there. */
  read(offset: number, length: number): Buffer<ArrayBuffer> {
    if (length < 0 || offset < 0 || offset + length > this.size)
      throw new CheckpointError(`${this.path} ends too early`);
    const bytes = Buffer.from(new ArrayBuffer(length));
    this.readInto(bytes, offset);
    return bytes;
  }

  /** As many bytes as there is room for. */
  readInto(bytes: Uint8Array, offset: number): void {
    const { length } = bytes;
    for (let done = 0; done < length;) {
      const count = readSync(this.#descriptor, bytes, done, length - done, offset + done);
      if (count === 0) throw new CheckpointError(`${this.path} ends too early`);
      done += count;
    }
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}

/** A whole file that must be small. Throws CheckpointError. */
export function readSmallFile(path: string, mostBytes: number): Buffer<ArrayBuffer> {
  using file = new CheckpointFile(path);
  if (file.size > mostBytes) throw new CheckpointError(`${path} has ${file.size} bytes; at most ${mostBytes} are read`);
  return file.read(0, file.size);
}

/** What a JSON file says. Throws CheckpointError. */
export function readJsonFile(path: string, mostBytes: number): unknown {
  const text = readSmallFile(path, mostBytes).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new CheckpointError(`${path} is not JSON`);
  }
}
