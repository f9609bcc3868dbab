/**
 * Prefixes that requests share, by name: asked for, being read, or held in the cache for whoever comes next. Knows what
 * each one weighs and which was used last; does not know who may run or how much memory there is.
 */
import { bytesPerPosition, type KeyValueCache } from './cache.ts';
import { roundToStretch } from './key-stretches.ts';
import type { PrefixPiece } from './generation.ts';
import type { Reader } from './reader.ts';

export interface Prefix {
  readonly key: string;
  readonly reader: Reader;
  /** The call that was asked for the pieces. */
  provider: number;
  state:
    | { readonly kind: 'wanted' }
    /** Given, and read up to `cache`'s length; embedded when reading begins. */
    | {
        readonly kind: 'given';
        readonly pieces: readonly PrefixPiece[];
        readonly length: number;
        reading: PrefixReading | null;
      }
    | { readonly kind: 'held'; readonly cache: KeyValueCache };
}

export interface PrefixReading {
  /** [length, D] */
  readonly embeddings: Float32Array;
  readonly cache: KeyValueCache;
}

export class PrefixStore {
  /** In order of last use, the latest at the end. */
  readonly #prefixes = new Map<string, Prefix>();

  find(key: string): Prefix | undefined {
    return this.#prefixes.get(key);
  }

  /** Marks it as used now. */
  touch(prefix: Prefix): void {
    this.#prefixes.delete(prefix.key);
    this.#prefixes.set(prefix.key, prefix);
  }

  want(key: string, { reader, provider }: { reader: Reader; provider: number }): Prefix {
    const prefix: Prefix = { key, reader, provider, state: { kind: 'wanted' } };
    this.#prefixes.set(key, prefix);
    return prefix;
  }

  drop(prefix: Prefix): void {
    if (prefix.state.kind === 'held') prefix.state.cache.release();
    if (prefix.state.kind === 'given') prefix.state.reading?.cache.release();
    this.#prefixes.delete(prefix.key);
  }

  /** Gives up what has been read of a prefix, but not its pieces. */
  stopReading(prefix: Prefix): void {
    if (prefix.state.kind !== 'given') return;
    prefix.state.reading?.cache.release();
    prefix.state.reading = null;
  }

  /** Drops what is held and not `inUse`, the longest unused first, until that weighs at most so much. */
  evict({ inUse, keepBytes }: { inUse: ReadonlySet<Prefix>; keepBytes: number }): void {
    const idle = [...this.#prefixes.values()].filter((prefix) => prefix.state.kind === 'held' && !inUse.has(prefix));
    let weight = idle.reduce((sum, prefix) => sum + prefixBytes(prefix), 0);
    for (const prefix of idle) {
      if (weight <= keepBytes) return;
      weight -= prefixBytes(prefix);
      this.drop(prefix);
    }
  }

  all(): readonly Prefix[] {
    return [...this.#prefixes.values()];
  }
}

/** Positions, once known. */
export function prefixLength({ state }: Prefix): number | null {
  switch (state.kind) {
    case 'wanted':
      return null;
    case 'given':
      return state.length;
    case 'held':
      return state.cache.lengths[0] ?? 0;
  }
}

/** What it weighs when read, whether it is yet or not. */
export function prefixBytes(prefix: Prefix): number {
  return roundToStretch(prefixLength(prefix) ?? 0) * bytesPerPosition(prefix.reader.shape);
}

/** What it weighs now. */
export function cachedBytes({ state }: Prefix): number {
  if (state.kind === 'held') return state.cache.bytes;
  return state.kind === 'given' ? (state.reading?.cache.bytes ?? 0) : 0;
}

export function lengthOfPieces(pieces: readonly PrefixPiece[]): number {
  return pieces.reduce((sum, piece) => sum + ('ids' in piece ? piece.ids.length : (piece.embeddings.dims[0] ?? 0)), 0);
}
