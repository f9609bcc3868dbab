import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphBuilder, halvesOf, WeightFile, writeOnnx, type LazyTensor } from './index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panda-onnx-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes the graph and its weights to files, as a model folder holds them, and loads it. */
async function load(g: GraphBuilder, name: string, file = new WeightFile(`${name}.weights`)) {
  writeFileSync(join(folder, `${name}.onnx`), writeOnnx(g.graph, file));
  writeFileSync(join(folder, file.name), Buffer.concat([...file.chunks()]));
  return ort.InferenceSession.create(join(folder, `${name}.onnx`));
}

describe('a graph that was written', () => {
  it('runs, with weights of every kind from the external file', async () => {
    const g = new GraphBuilder('kinds');
    const x = g.input('x', 'float32', ['n', 2]);
    const w = g.weight('w', { type: 'float32', dims: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) });
    const b = g.weight('b', { type: 'float16', dims: [3], data: halvesOf([0.5, -0.25, 2]) });
    const q = g.weight('q', { type: 'int8', dims: [3], data: Int8Array.of(-1, 0, 100) });
    const sum = g.add(g.add(g.matMul(x, w), b), g.cast(q, 'float32'));
    g.output('y', { value: g.mul(sum, 0.5), type: 'float32', dims: ['n', 3] });
    const session = await load(g, 'kinds');
    const { y } = await session.run({ x: new ort.Tensor('float32', [1, 0, 0, 1], [2, 2]) });
    expect({ dims: y?.dims, data: y?.data }).toEqual({
      dims: [2, 3],
      data: Float32Array.of(0.25, 0.875, 52.5, 1.75, 2.375, 54),
    });
  });

  it('has named dimensions that flow through slices and reshapes', async () => {
    const g = new GraphBuilder('sizes');
    const x = g.input('x', 'float32', ['n', 4]);
    const first = g.input('first', 'int64', [1]);
    const n = g.shape(x, { start: 0, end: 1 });
    const cut = g.slice(x, [{ axis: 1, start: first, end: 3 }]);
    g.output('y', { value: g.reshape(cut, [-1, n]), type: 'float32', dims: ['m', 'n'] });
    const session = await load(g, 'sizes');
    const { y } = await session.run({
      x: new ort.Tensor('float32', [0, 1, 2, 3, 4, 5, 6, 7], [2, 4]),
      first: new ort.Tensor('int64', BigInt64Array.of(1n), [1]),
    });
    expect({ dims: y?.dims, data: y?.data }).toEqual({ dims: [2, 2], data: Float32Array.of(1, 2, 5, 6) });
  });

  it('computes one of two ways, which read what is around them', async () => {
    const g = new GraphBuilder('ways');
    const x = g.input('x', 'float32', ['n']);
    const doubled = g.mul(x, 2);
    const w = g.weight('w', { type: 'float32', dims: [1], data: Float32Array.of(100) });
    const isOne = g.op('Equal', [g.shape(x, { start: 0, end: 1 }), g.ints([1])]);
    const y = g.either(isOne, {
      then: (way) => way.add(doubled, 0.5),
      otherwise: (way) => way.add(way.mul(doubled, 3), w),
    });
    g.output('y', { value: y, type: 'float32', dims: ['n'] });
    const session = await load(g, 'ways');
    const of = async (...values: number[]) => (await session.run({ x: new ort.Tensor('float32', values) }))['y']?.data;
    expect([await of(4), await of(4, 5)]).toEqual([Float32Array.of(8.5), Float32Array.of(124, 130)]);
  });

  it('names its nodes by where they are', () => {
    const g = new GraphBuilder('names');
    const x = g.input('x', 'float32', [1]);
    const attention = g.scope('layers.0').scope('attn');
    g.output('y', { value: attention.add(attention.add(x, 1), 1), type: 'float32', dims: [1] });
    expect(g.graph.nodes.map(({ name }) => name)).toEqual(['/layers.0/attn/Add', '/layers.0/attn/Add.1', '/outputs/y']);
    expect([...g.graph.constants.keys()]).toEqual(['/constants/float32(1)']);
  });

  it('computes in float16 when asked to', async () => {
    const g = new GraphBuilder('half', { compute: 'float16' });
    const x = g.input('x', 'float32', [2]);
    const w = g.weight('w', { type: 'float32', dims: [2], data: Float32Array.of(1.0001, 3) });
    const y = g.cast(g.mul(g.cast(x, 'float16'), w), 'float32');
    g.output('y', { value: y, type: 'float32', dims: [2] });
    const session = await load(g, 'half');
    const results = await session.run({ x: new ort.Tensor('float32', [1, 2], [2]) });
    expect(results['y']?.data).toEqual(Float32Array.of(1, 6));
  });
});

describe('a file of weights', () => {
  it('is shared by two graphs and read one weight at a time', async () => {
    let reads = 0;
    const shared: LazyTensor = {
      type: 'float32',
      dims: [3],
      read: () => {
        reads++;
        return Float32Array.of(1, 2, 3);
      },
    };
    const file = new WeightFile('shared.weights');
    const one = new GraphBuilder('one');
    one.output('y', { value: one.add(one.weight('w', shared), 1), type: 'float32', dims: [3] });
    const two = new GraphBuilder('two');
    const large = two.weight('large', { type: 'uint8', dims: [1 << 20], data: new Uint8Array(1 << 20).fill(7) });
    const last = two.slice(large, [{ axis: 0, start: -1 }]);
    two.output('y', {
      value: two.mul(two.weight('other name', shared), two.cast(last, 'float32')),
      type: 'float32',
      dims: [3],
    });
    writeFileSync(join(folder, 'one.onnx'), writeOnnx(one.graph, file));
    const session = await load(two, 'two', file);
    expect(reads).toBe(1);
    expect(file.byteLength).toBe(4096 + (1 << 20));
    expect((await session.run({}))['y']?.data).toEqual(Float32Array.of(7, 14, 21));
    const first = await ort.InferenceSession.create(join(folder, 'one.onnx'));
    expect((await first.run({}))['y']?.data).toEqual(Float32Array.of(2, 3, 4));
  });

  it('holds no weight that no node uses', () => {
    const g = new GraphBuilder('unused');
    const file = new WeightFile('unused.weights');
    g.weight('w', { type: 'float32', dims: [4], data: new Float32Array(4) });
    writeOnnx(g.graph, file);
    expect([...file.chunks()]).toEqual([]);
  });

  it('refuses a weight with the wrong number of values', () => {
    const g = new GraphBuilder('wrong');
    const file = new WeightFile('wrong.weights');
    const w = g.weight('w', { type: 'float32', dims: [4], data: new Float32Array(3) });
    g.output('y', { value: w, type: 'float32', dims: [4] });
    writeOnnx(g.graph, file);
    expect(() => [...file.chunks()]).toThrow('a weight of [4] was given 3 values');
  });
});
