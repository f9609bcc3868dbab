import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { afterAll, expect, it } from 'vitest';
import { blockQuantised, GraphBuilder, matMulBlocks, WeightFile, writeOnnx, type LazyTensor } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'panda-blocks-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Like weights: most of them small. */
function valuesOf(count: number, seed: number): Float32Array {
  let state = seed;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Float32Array.from({ length: count }, () => (next() + next() + next() - 1.5) / 5);
}

it.each([
  [4, 256, 1.1e-1],
  [4, 300, 1.1e-1], // the last block is not full
  [8, 256, 7e-3],
  [8, 300, 7e-3],
] as const)('a matrix of %i bits, %i wide, is multiplied as what was kept of it', async (bits, K, mostError) => {
  const N = 6;
  const values = valuesOf(N * K, 5);
  const kept = new Float32Array(N * K);
  let reads = 0;
  const matrix: LazyTensor = {
    type: 'float32',
    dims: [N, K],
    read: () => values,
    *parts() {
      reads++;
      yield values.subarray(0, 2 * K);
      yield values.subarray(2 * K);
    },
  };
  const weight = blockQuantised(matrix, { bits, onRows: (row, _, rows) => kept.set(rows, row * K) });
  const g = new GraphBuilder('blocks');
  const x = g.input('x', 'float32', [3, K]);
  g.output('y', { value: matMulBlocks(g, x, 'w', weight), type: 'float32', dims: [3, N] });
  const file = new WeightFile('blocks.weights');
  writeFileSync(join(folder, 'blocks.onnx'), writeOnnx(g.graph, file));
  writeFileSync(join(folder, file.name), Buffer.concat([...file.chunks()]));
  expect(reads).toBe(1);

  const session = await ort.InferenceSession.create(join(folder, 'blocks.onnx'));
  const inputs = valuesOf(3 * K, 9);
  const { y } = await session.run({ x: new ort.Tensor('float32', inputs, [3, K]) });
  await session.release();
  const product = (of: Float32Array) =>
    Float32Array.from({ length: 3 * N }, (_, index) => {
      const [row, column] = [Math.floor(index / N), index % N];
      return inputs
        .subarray(row * K, row * K + K)
        .reduce((sum, value, at) => sum + value * (of[column * K + at] ?? NaN), 0);
    });
  // The runtime rounds x to 8 bits as well.
  expect(distance(y?.data as Float32Array, product(kept))).toBeLessThan(1e-2);
  expect(distance(kept, values)).toBeLessThan(mostError);
});

it('keeps a block of zeros, and the value of largest magnitude', () => {
  const values = new Float32Array(64);
  values[40] = -3;
  for (const bits of [4, 8] as const) {
    const kept = new Float32Array(64);
    const weight = blockQuantised(
      { type: 'float32', dims: [1, 64], data: values },
      { bits, onRows: (_, __, rows) => kept.set(rows) },
    );
    weight.packed.read();
    expect(Math.abs((kept[40] ?? 0) + 3)).toBeLessThan(1e-6);
    kept[40] = 0;
    expect(kept).toEqual(new Float32Array(64));
    expect(weight.scales.read()).toEqual(Float32Array.of(bits === 4 ? Math.fround(0.2) : Math.fround(3 / 127)));
  }
});

function distance(actual: Float32Array, expected: Float32Array): number {
  const squares = expected.reduce((sum, value, index) => sum + (value - (actual[index] ?? NaN)) ** 2, 0);
  return Math.sqrt(squares / expected.reduce((sum, value) => sum + value * value, 0));
}
