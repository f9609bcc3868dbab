/** A binary heap of merges still to be done, the best first. Knows only numbers. */

export interface Merge {
  /** Position of the left symbol. */
  readonly left: number;
  /** Length of both symbols together when the merge was put here: how one sees that it is out of date. */
  readonly length: number;
}

/** Lower ranks first, and of equal ranks the leftmost, as SentencePiece orders them. Ranks are below 2^21, positions below 2^32. */
export class Agenda {
  // One key holds both: rank * 2^32 + left is exact in a double.
  #keys = new Float64Array(64);
  #lengths = new Uint32Array(64);
  #size = 0;

  put(rank: number, left: number, length: number): void {
    if (this.#size === this.#keys.length) this.#grow();
    const key = rank * 2 ** 32 + left;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentKey = this.#keys[parent] ?? 0;
      if (parentKey <= key) break;
      this.#set(at, parentKey, this.#lengths[parent] ?? 0);
      at = parent;
    }
    this.#set(at, key, length);
  }

  take(): Merge | undefined {
    if (this.#size === 0) return undefined;
    const best = { left: (this.#keys[0] ?? 0) % 2 ** 32, length: this.#lengths[0] ?? 0 };
    this.#size -= 1;
    this.#sink(this.#keys[this.#size] ?? 0, this.#lengths[this.#size] ?? 0);
    return best;
  }

  /** Puts a pair at the root and lets it down to its place. */
  #sink(key: number, length: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && (this.#keys[child + 1] ?? 0) < (this.#keys[child] ?? 0)) child += 1;
      const childKey = this.#keys[child] ?? 0;
      if (childKey >= key) break;
      this.#set(at, childKey, this.#lengths[child] ?? 0);
      at = child;
    }
    this.#set(at, key, length);
  }

  #set(at: number, key: number, length: number): void {
    this.#keys[at] = key;
    this.#lengths[at] = length;
  }

  #grow(): void {
    const keys = new Float64Array(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    const lengths = new Uint32Array(keys.length);
    lengths.set(this.#lengths);
    this.#lengths = lengths;
  }
}
