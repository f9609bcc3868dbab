/**
 * The prefixes that several jobs stand on, as one step reads them: a single one where it is held, several copied into the rows
 * of one cache. They are laid when a step needs them, all at once, and a row that is free is written over: memory that
 * grows row by row costs more than everything that is computed with it. Knows no jobs.
 */
import type { KeyValueCache } from './cache.ts';
import type { SharedPrefixes } from './reader.ts';
import { allocatedOf, type Allocated } from './room.ts';

type NewCache = (size: { readonly rows: number; readonly capacity: number }) => KeyValueCache;

export class SideBySide {
  #cache: KeyValueCache | null = null;
  /** Whose copies its rows are; some may be gone by now. */
  #laid: KeyValueCache[] = [];

  get allocated(): Allocated {
    return allocatedOf(this.#cache);
  }

  /** For a step of sequences that stand on these, of which many may be the same. */
  lay(prefixes: readonly KeyValueCache[], newCache: NewCache): SharedPrefixes {
    const wanted = [...new Set(prefixes)];
    const [first] = wanted;
    if (!first) throw new RangeError('a step has prefixes');
    if (wanted.length === 1) {
      this.release();
      return { cache: first, rowOf: prefixes.map(() => 0) };
    }
    const free = [...this.#laid.keys()].filter((row) => !wanted.includes(this.#at(row)));
    const missing = wanted.filter((prefix) => !this.#laid.includes(prefix));
    const cache = this.#makeRoom(wanted, {
      rows: this.#laid.length + Math.max(0, missing.length - free.length),
      newCache,
    });
    for (const from of missing) {
      const to = free.shift() ?? this.#laid.length;
      cache.copyRow({ from, row: 0, to });
      this.#laid[to] = from;
    }
    for (const row of free.reverse()) {
      cache.removeRow(row);
      this.#laid[row] = this.#at(this.#laid.length - 1);
      this.#laid.pop();
    }
    return { cache, rowOf: prefixes.map((prefix) => this.#laid.indexOf(prefix)) };
  }

  release(): void {
    this.#cache?.release();
    this.#cache = null;
    this.#laid = [];
  }

  #makeRoom(
    wanted: readonly KeyValueCache[],
    { newCache, rows }: { readonly rows: number; readonly newCache: NewCache },
  ): KeyValueCache {
    const capacity = Math.max(this.#cache?.capacity ?? 0, ...wanted.map((prefix) => prefix.capacity));
    this.#cache ??= newCache({ rows: 0, capacity });
    if (rows !== this.#laid.length || capacity !== this.#cache.capacity) this.#cache.resize({ rows, capacity });
    return this.#cache;
  }

  #at(row: number): KeyValueCache {
    const prefix = this.#laid[row];
    if (!prefix) throw new RangeError(`nothing was laid in row ${row}`);
    return prefix;
  }
}
