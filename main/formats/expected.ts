/**
 * What a consumer should find, record by record, kept as eight bytes each, so that a million of them can be held against
 * what was written. Knows nothing of what a record or a consumer is.
 */
import { createHash } from 'node:crypto';

/** What a consumer gets of one record. */
export type View = readonly (string | number | null)[];

export class Expected {
  readonly #digests = new Digests();

  get count(): number {
    return this.#digests.count;
  }

  add(view: View): void {
    this.#digests.add(view);
  }

  /** Whether the record at this place, from 0, should look like this. */
  has(place: number, view: View): boolean {
    return this.#digests.at(place) === digestOf(view);
  }
}

/** Remembers names, to tell whether one came twice. */
export class Seen {
  readonly #digests = new Digests();

  add(name: string): void {
    this.#digests.add([name]);
  }

  /** How many are the same as one before them. */
  repeated(): number {
    const sorted = this.#digests.sorted();
    return sorted.reduce((sum, digest, at) => sum + (at > 0 && sorted[at - 1] === digest ? 1 : 0), 0);
  }
}

class Digests {
  count = 0;
  #of = new BigUint64Array(1024);

  add(view: View): void {
    if (this.count === this.#of.length) {
      const longer = new BigUint64Array(this.#of.length * 2);
      longer.set(this.#of);
      this.#of = longer;
    }
    this.#of[this.count++] = digestOf(view);
  }

  at(place: number): bigint | undefined {
    return place < this.count ? this.#of[place] : undefined;
  }

  sorted(): BigUint64Array {
    return this.#of.slice(0, this.count).sort();
  }
}

/** 64 bits: among a million, one chance in thirty million that any two are taken for the same. */
function digestOf(view: View): bigint {
  return createHash('sha256').update(JSON.stringify(view)).digest().readBigUInt64BE();
}
