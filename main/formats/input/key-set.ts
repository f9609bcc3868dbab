/**
 * Which names have come already, at eight bytes and a little each, so that a million of them can be told apart. Knows
 * nothing of what they name.
 */
import { createHash } from 'node:crypto';

export class KeySet {
  #slots = new BigUint64Array(16);
  #count = 0;

  /** False: it is there already. */
  add(key: string): boolean {
    if (this.#count * 2 >= this.#slots.length) this.#grow();
    return this.#put(digestOf(key));
  }

  has(key: string): boolean {
    const digest = digestOf(key);
    return this.#slots[this.#placeOf(digest)] === digest;
  }

  #put(digest: bigint): boolean {
    const place = this.#placeOf(digest);
    if (this.#slots[place] === digest) return false;
    this.#slots[place] = digest;
    this.#count++;
    return true;
  }

  /** Where it is, or where it would be. */
  #placeOf(digest: bigint): number {
    const { length } = this.#slots;
    let place = Number(digest % BigInt(length));
    while (this.#slots[place] !== 0n && this.#slots[place] !== digest) place = (place + 1) % length;
    return place;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new BigUint64Array(old.length * 4);
    this.#count = 0;
    for (const digest of old) if (digest !== 0n) this.#put(digest);
  }
}

/** 63 bits, and never zero: among a million names, one chance in fifteen million that any two are taken for the same. */
function digestOf(key: string): bigint {
  return createHash('sha256').update(key).digest().readBigUInt64BE() | 1n;
}
