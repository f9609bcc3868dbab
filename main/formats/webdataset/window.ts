/** Small pieces of a large file, read together: a tar is mostly headers and texts beside each other. Knows no tar. */
import type { FileHandle } from 'node:fs/promises';

const WINDOW = 1 << 18; // bytes

export class Window {
  readonly #file: FileHandle;
  #held: Buffer = Buffer.alloc(0);
  #from = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Fewer bytes where the file ends. They stay as they are. */
  async read(position: number, bytes: number): Promise<Buffer> {
    if (bytes > WINDOW / 2) return this.#fresh(position, bytes);
    const end = this.#from + this.#held.length;
    if (position < this.#from || position + bytes > end) {
      this.#held = await this.#fresh(position, WINDOW);
      this.#from = position;
    }
    return this.#held.subarray(position - this.#from, position - this.#from + bytes);
  }

  async #fresh(position: number, bytes: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.#file.read({ buffer: Buffer.alloc(bytes), position });
    return buffer.subarray(0, bytesRead);
  }
}
