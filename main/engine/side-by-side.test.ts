import { expect, it } from 'vitest';
import { HostCache, type KeyValueCache } from './cache.ts';
import { SideBySide } from './side-by-side.ts';

const shape = { layers: 1, heads: 1, headSize: 1 };

/** A prefix whose every key is `value`. */
function prefixOf(value: number, length = 2): HostCache {
  const cache = new HostCache(shape, { rows: 1, capacity: length });
  cache.lengths[0] = length;
  keysOf(cache).fill(value);
  return cache;
}

function keysOf(cache: KeyValueCache): Float32Array {
  const { keys } = cache.layer(0);
  if ('data' in keys && keys.data instanceof Float32Array) return keys.data;
  throw new TypeError('the keys are not here');
}

/** What a step of these would see, sequence by sequence, and how often memory was laid anew for it. */
function looker() {
  const side = new SideBySide();
  const sizes: string[] = [];
  const newCache = (size: { readonly rows: number; readonly capacity: number }): KeyValueCache => {
    const cache = new HostCache(shape, size);
    const resize = cache.resize.bind(cache);
    cache.resize = (to) => {
      sizes.push(`${to.rows} x ${to.capacity}`);
      resize(to);
    };
    return cache;
  };
  const see = (...prefixes: readonly KeyValueCache[]) => {
    sizes.length = 0;
    const { cache, rowOf } = side.lay(prefixes, newCache);
    const { keys } = cache.layer(0);
    const seen = rowOf.map((row) => {
      if (!('data' in keys)) throw new TypeError('the cache is on a device');
      return Array.from(
        keys.data.slice(row * cache.capacity, row * cache.capacity + (cache.lengths[row] ?? 0)),
        Number,
      );
    });
    return { seen, rows: cache.rows, sizes: [...sizes] };
  };
  return { side, see };
}

it('shows each sequence its prefix, and lays memory anew only for more rows or longer ones', () => {
  const { see, side } = looker();
  const [a, b, c, d] = [prefixOf(1), prefixOf(2), prefixOf(3), prefixOf(4)];
  expect(see(a, a)).toEqual({ seen: [[1, 1], [1, 1]], rows: 1, sizes: [] }); // prettier-ignore
  expect(side.allocated.bytes).toBe(0);
  expect(see(a, b, a, c)).toEqual({ seen: [[1, 1], [2, 2], [1, 1], [3, 3]], rows: 3, sizes: ['3 x 2'] }); // prettier-ignore
  // One goes and another comes: it is written over what is free.
  expect(see(a, d, c)).toEqual({ seen: [[1, 1], [4, 4], [3, 3]], rows: 3, sizes: [] }); // prettier-ignore
  expect(see(c, d)).toEqual({ seen: [[3, 3], [4, 4]], rows: 2, sizes: [] }); // prettier-ignore
  expect(see(d, prefixOf(5, 4))).toEqual({ seen: [[4, 4], [5, 5, 5, 5]], rows: 2, sizes: ['2 x 4'] }); // prettier-ignore
  expect(see(d)).toEqual({ seen: [[4, 4]], rows: 1, sizes: [] });
  expect(side.allocated.bytes).toBe(0);
  expect(() => see()).toThrow('a step has prefixes');
});
