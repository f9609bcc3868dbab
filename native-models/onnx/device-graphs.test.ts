import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../main/engine/sessions.ts';
import type { Tensor } from '../../main/engine/index.ts';
import { GraphBuilder, WeightFile, type Value, withPlainProducts, withSoftmaxOfNothing, writeOnnx } from './index.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'panda-graphs-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(bytes: Uint8Array, inputs: Record<string, Tensor>): Promise<unknown> {
  const session = await openSession({ path: join(folder, 'graph.onnx'), bytes }, { threads: 1 });
  const outputs = await session.run(inputs);
  await session.release();
  return Object.fromEntries(
    Object.entries(outputs).map(([name, tensor]) => [
      name,
      'data' in tensor && { dims: tensor.dims, values: [...tensor.data].map(Number) },
    ]),
  );
}

function floats(dims: readonly number[], scale = 1): Tensor {
  const count = dims.reduce((product, dim) => product * dim, 1);
  return { type: 'float32', dims, data: Float32Array.from({ length: count }, (_, index) => scale * ((index % 7) - 3)) };
}

function has(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes).includes(text);
}

describe('a graph without FusedMatMul', () => {
  it('gives what it gave', async () => {
    const g = new GraphBuilder('products');
    const product = (a: string, b: string, attributes: Record<string, number | { float: number }>, rank: number) => {
      const dims = (name: string) => Array.from({ length: rank }, (_, axis) => `${name}${axis}`);
      const inputs = [g.input(a, 'float32', dims(a)), g.input(b, 'float32', dims(b))];
      return g.op('FusedMatMul', inputs, { domain: 'com.microsoft', attributes: { transB: 1, ...attributes } });
    };
    const dims = ['a', 'b', 'c', 'd'];
    g.output('linear', { value: product('x', 'w', {}, 2), type: 'float32', dims: ['a', 'b'] });
    g.output('scores', { value: product('q', 'k', { alpha: { float: 0.25 } }, 4), type: 'float32', dims });
    const fused = writeOnnx(g.graph, new WeightFile('none.weights'));
    const plain = withPlainProducts(fused);
    const inputs = { x: floats([3, 4]), w: floats([5, 4], 0.5), q: floats([2, 2, 3, 4]), k: floats([2, 2, 6, 4], 0.5) };
    expect(await run(plain, inputs)).toEqual(await run(fused, inputs));
    expect([has(fused, 'FusedMatMul\x2a'), has(plain, '"\x0bFusedMatMul')]).toEqual([true, false]);
  });

  it('goes the first of two ways', async () => {
    const g = new GraphBuilder('ways');
    const [p, v] = ['p', 'v'].map((name) => g.input(name, 'float32', ['a', 'b', `${name}2`, 'd']));
    if (!p || !v) throw new Error('two inputs');
    const product = (way: GraphBuilder, a: Value, b: Value) =>
      way.op('FusedMatMul', [a, b], { domain: 'com.microsoft', attributes: { transB: 1, alpha: { float: 1 } } });
    const isOne = g.op('Equal', [g.shape(p, { start: 2, end: 3 }), g.ints([1])]);
    const value = g.either(isOne, {
      then: (way) => product(way, p, v),
      otherwise: (way) => way.transpose(product(way, v, p), [0, 1, 3, 2]),
    });
    g.output('seen', { value, type: 'float32', dims: ['a', 'b', 'p2', 'v2'] });
    const both = writeOnnx(g.graph, new WeightFile('none.weights'));
    const plain = withPlainProducts(both);
    for (const rows of [1, 3]) {
      const inputs = { p: floats([2, 2, rows, 4]), v: floats([2, 2, 6, 4], 0.5) };
      expect(await run(plain, inputs)).toEqual(await run(both, inputs));
    }
    expect([has(plain, 'then_branch'), has(plain, '"\x0bFusedMatMul')]).toEqual([false, false]);
  });

  it('is refused where a product is of a form that was never written', () => {
    const g = new GraphBuilder('other');
    const inputs = [g.input('a', 'float32', ['n', 'm']), g.input('b', 'float32', ['m', 'k'])];
    g.output('y', {
      value: g.op('FusedMatMul', inputs, { domain: 'com.microsoft' }),
      type: 'float32',
      dims: ['n', 'k'],
    });
    const bytes = writeOnnx(g.graph, new WeightFile('none.weights'));
    expect(() => withPlainProducts(bytes)).toThrow(new RangeError('a FusedMatMul of another form'));
  });

  it('is refused where its bytes are cut off', () => {
    const g = new GraphBuilder('cut');
    g.output('y', { value: g.add(g.input('x', 'float32', ['n']), 1), type: 'float32', dims: ['n'] });
    const whole = writeOnnx(g.graph, new WeightFile('none.weights'));
    const cut = whole.subarray(0, 40);
    expect(() => withPlainProducts(cut)).toThrow(RangeError);
  });
});

it('gives the same shares of something as before, and none of nothing', async () => {
  const g = new GraphBuilder('shares');
  const x = g.input('x', 'float32', ['n', 'm', 'k']);
  g.output('y', { value: g.softmax(x, 1), type: 'float32', dims: ['n', 'm', 'k'] });
  const bytes = writeOnnx(g.graph, new WeightFile('none.weights'));
  const padded = withSoftmaxOfNothing(bytes);
  const some = { x: floats([2, 3, 2]) };
  expect(await run(padded, some)).toEqual(await run(bytes, some));
  expect(await run(padded, { x: floats([0, 3, 2]) })).toEqual({ y: { dims: [0, 3, 2], values: [] } });
});
