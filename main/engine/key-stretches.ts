/**
 * Keys of a prefix that is read whole: laid in stretches of so many positions, each of them in one piece of memory. A product with
 * several queries takes a few positions at a time through all numbers of a key, which in rows as long as the prefix are
 * far apart: it costs twice as much there. Knows one block of keys; not whose they are.
 */
import type { CacheShape } from './cache.ts';

/** Positions of a stretch: of 16, 32 and 64 the quickest. */
export const stretchPositions = 32;

/** The room that so many positions take in whole stretches. */
export function roundToStretch(positions: number): number {
  return Math.ceil(positions / stretchPositions) * stretchPositions;
}

/** [rows, heads, headSize, capacity] -> [rows, heads, capacity / 32, headSize, 32]; the capacity is of whole stretches. */
export function inStretches(
  keys: Float32Array,
  { headSize, capacity }: Pick<CacheShape, 'headSize'> & { readonly capacity: number },
): Float32Array<ArrayBuffer> {
  const laid = new Float32Array(keys.length);
  let to = 0;
  for (let head = 0; head < keys.length; head += headSize * capacity) {
    for (let first = 0; first < capacity; first += stretchPositions) {
      for (let line = head + first; line < head + headSize * capacity; line += capacity) {
        for (let at = line; at < line + stretchPositions; at++) laid[to++] = keys[at] ?? 0;
      }
    }
  }
  return laid;
}
