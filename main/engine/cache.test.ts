import { expect, it } from 'vitest';
import { bytesPerPosition, HostCache, roundToGrowth, type NewRows } from './cache.ts';

const shape = { layers: 2, heads: 2, headSize: 1 };

/** New rows whose values tell where they belong: sequence, head, position; the second layer half a step higher. */
function newRows(sequences: number, stretch: number, mark: number): NewRows {
  const count = sequences * 2 * stretch;
  const keys = Float32Array.from({ length: 2 * count }, (_, i) => mark * 100 + (i < count ? i : i - count + 0.5));
  const asTensor = (data: Float32Array) => ({ type: 'float32', dims: [2, sequences, 2, stretch, 1], data }) as const;
  return { keys: asTensor(keys), values: asTensor(keys.map((x) => -x)) };
}

/** Keys of layer 0, a list for each row and head, as long as the row is filled. */
function keysOf(cache: HostCache): number[][] {
  const keys = cache.layer(0).keys.data;
  return cache.lengths.flatMap((length, row) =>
    [0, 1].map((head) => {
      const start = (row * 2 + head) * cache.capacity;
      return Array.from(keys.subarray(start, start + length), Number);
    }),
  );
}

it('appends to each row what is new of it, and grows in blocks', async () => {
  const cache = new HostCache(shape, { rows: 2, capacity: 0 });
  await cache.append(newRows(2, 3, 1), { counts: [3, 1], stretch: 3 });
  await cache.append(newRows(2, 1, 2), { counts: [1, 1], stretch: 1 });
  expect({ keys: keysOf(cache), lengths: cache.lengths, capacity: cache.capacity, bytes: cache.bytes }).toEqual({
    keys: [
      [100, 101, 102, 200],
      [103, 104, 105, 201],
      [106, 202],
      [109, 203],
    ],
    lengths: [4, 2],
    capacity: 16,
    bytes: 2 * 16 * bytesPerPosition(shape),
  });
  expect(cache.layer(1).values.data[0]).toBe(-100.5);
});

it('puts the last row where one is removed, and takes a row of another cache in its place', async () => {
  const cache = new HostCache(shape, { rows: 3, capacity: 4 });
  await cache.append(newRows(3, 2, 1), { counts: [2, 2, 2], stretch: 2 });
  const other = new HostCache(shape, { rows: 1, capacity: 1 });
  await other.append(newRows(1, 1, 5), { counts: [1], stretch: 1 });
  cache.removeRow(0);
  const bytes = cache.bytes;
  cache.resize({ rows: 3, capacity: 4 });
  cache.copyRow({ from: other, row: 0, to: 2 });
  expect(keysOf(cache)).toEqual([[108, 109], [110, 111], [104, 105], [106, 107], [500], [501]]);
  expect(cache.bytes).toBe(bytes); // the removed row's memory was used again
});

it('keeps its rows when it changes size', async () => {
  const cache = new HostCache(shape, { rows: 2, capacity: 2 });
  await cache.append(newRows(2, 2, 1), { counts: [2, 1], stretch: 2 });
  const before = keysOf(cache);
  cache.resize({ rows: 3, capacity: 8 });
  expect({ keys: keysOf(cache), lengths: cache.lengths }).toEqual({ keys: [...before, [], []], lengths: [2, 1, 0] });
});

it('gives its memory back when it is released, not when the garbage is collected', () => {
  const cache = new HostCache(shape, { rows: 1, capacity: 1 << 20 });
  const { buffer } = cache.layer(0).keys.data;
  cache.release();
  expect({ bytes: cache.bytes, rows: cache.rows, left: buffer.byteLength }).toEqual({ bytes: 0, rows: 0, left: 0 });
});

it.each([
  [0, 0],
  [1, 16],
  [16, 16],
  [17, 32],
  [33, 64],
  [65, 128],
  [129, 192],
])('has room for %i positions in %i', (positions, room) => {
  expect(roundToGrowth(positions)).toBe(room);
});
