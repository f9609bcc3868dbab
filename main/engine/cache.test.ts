import { describe, expect, it } from 'vitest';
import { bytesPerPosition, HostCache, roundToGrowth, type NewRows } from './cache.ts';
import { roundToStretch } from './key-stretches.ts';

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

describe('a sealed cache', () => {
  const wide = { layers: 1, heads: 2, headSize: 3 };

  /** A row whose keys and values tell their head, number and position. */
  async function prefixOf(mark: number, length: number, how: { readonly stretches?: boolean } = {}) {
    const cache = new HostCache(wide, { rows: 1, capacity: roundToStretch(length), ...how });
    const keys = Float32Array.from({ length: 6 * length }, (_, i) => told(mark, Math.floor(i / length), i % length));
    const asTensor = (data: Float32Array) => ({ type: 'float32', dims: [1, 1, 2, 3, length], data }) as const;
    const added = { keys: asTensor(keys), values: asTensor(keys.map((x) => -x)) };
    await cache.append(added, { counts: [length], stretch: length });
    return cache;
  }

  function told(mark: number, line: number, position: number): number {
    return mark * 10_000 + line * 1000 + position;
  }

  /** Of each row what its dims say is the key of each position, and the values. */
  function rowsOf(cache: HostCache): { readonly keys: number[]; readonly values: number[] }[] {
    const { keys, values } = cache.layer(0);
    const [, lines = 0, headSize = 0, together = 0] = keys.dims;
    const stretches = lines / wide.heads;
    return cache.lengths.map((length, row) => {
      const lineOf = (at: (line: number, position: number) => number) =>
        [0, 1, 2, 3, 4, 5].flatMap((line) => Array.from({ length }, (_, position) => at(line, position)));
      return {
        keys: lineOf((line, position) => {
          const head = Math.floor(line / headSize);
          const stretch = (row * wide.heads + head) * stretches + Math.floor(position / together);
          return keys.data[(stretch * headSize + (line % headSize)) * together + (position % together)] as number;
        }),
        values: lineOf((line, position) => values.data[(row * 6 + line) * cache.capacity + position] as number),
      };
    });
  }

  function rowOf(mark: number, length: number) {
    const keys = [0, 1, 2, 3, 4, 5].flatMap((line) =>
      Array.from({ length }, (_, position) => told(mark, line, position)),
    );
    return { keys, values: keys.map((x) => -x) };
  }

  it('has its keys in stretches of 32 positions, and takes no more', async () => {
    const cache = await prefixOf(1, 70);
    cache.seal();
    const { keys, values } = cache.layer(0);
    expect([keys.dims, values.dims]).toEqual([[1, 2 * 3, 3, 32], [1, 2, 3, 96]]); // prettier-ignore
    expect(rowsOf(cache)).toEqual([rowOf(1, 70)]);
    await expect(cache.append({ keys, values }, { counts: [1], stretch: 1 })).rejects.toThrow('the cache is sealed');
    expect(cache.lengths).toEqual([70]);
  });

  it('makes room for whole stretches where there was not', async () => {
    const cache = new HostCache(wide, { rows: 1, capacity: 3 });
    cache.copyRow({ from: await prefixOf(1, 3), row: 0, to: 0 });
    cache.seal();
    expect({ rows: rowsOf(cache), capacity: cache.capacity }).toEqual({ rows: [rowOf(1, 3)], capacity: 32 });
  });

  it('stands beside others of its kind, longer and shorter ones and empty ones', async () => {
    const [long, short] = [await prefixOf(1, 70), await prefixOf(2, 5)];
    for (const one of [long, short]) one.seal();
    const side = new HostCache(wide, { rows: 0, capacity: 32 });
    side.resize({ rows: 2, capacity: 32 });
    side.copyRow({ from: new HostCache(wide, { rows: 1, capacity: 0 }), row: 0, to: 0 });
    side.copyRow({ from: short, row: 0, to: 1 });
    side.resize({ rows: 3, capacity: 96 });
    side.copyRow({ from: long, row: 0, to: 2 });
    expect(rowsOf(side)).toEqual([rowOf(0, 0), rowOf(2, 5), rowOf(1, 70)]);
    side.removeRow(0);
    expect(rowsOf(side)).toEqual([rowOf(1, 70), rowOf(2, 5)]);
    const growing = await prefixOf(3, 2);
    expect(() => side.copyRow({ from: growing, row: 0, to: 0 })).toThrow('one of the rows is sealed');
    expect(() => growing.copyRow({ from: long, row: 0, to: 0 })).toThrow('one of the rows is sealed');
  });

  it('lies as before where the graph reads rows only so', async () => {
    const cache = await prefixOf(1, 5, { stretches: false });
    cache.seal();
    expect(cache.layer(0).keys.dims).toEqual([1, 2, 3, 32]);
    expect(rowsOf(cache)).toEqual([rowOf(1, 5)]);
  });
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
