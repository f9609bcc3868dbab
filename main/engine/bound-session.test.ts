import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphBuilder, WeightFile, writeOnnx, type Value } from '../../native-models/onnx/index.ts';
import { openBoundSession } from './bound-session.ts';
import { EngineError } from './problem.ts';
import { isOnDevice, type AnyTensor, type DeviceTensor, type Session } from './session.ts';
import { openSession } from './sessions.ts';
import type { Tensor } from './tensor.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panda-bound-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const tensors: readonly Tensor[] = [
  { type: 'float32', dims: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, Infinity, 6) },
  { type: 'float16', dims: [3], data: Uint16Array.of(0x3c00, 0xc000, 0x7bff) },
  { type: 'int64', dims: [2], data: BigInt64Array.of(-5n, 2n ** 60n) },
  { type: 'int32', dims: [1, 1], data: Int32Array.of(-7) },
  { type: 'uint8', dims: [4], data: Uint8Array.of(0, 1, 200, 255) },
  { type: 'int8', dims: [2], data: Int8Array.of(-128, 127) },
  { type: 'bool', dims: [2], data: Uint8Array.of(0, 1) },
];

/** Adds a weight, which lies in a file beside it, to x; gives the sum and twice the sum. */
function writeSums(): { path: string; bytes: Uint8Array } {
  const g = new GraphBuilder('sums');
  const x = g.input('x', 'float32', ['rows', 2]);
  const sum = g.add(x, g.weight('w', { type: 'float32', dims: [2], data: Float32Array.of(10, 20) }));
  output(g, 'sum', sum);
  output(g, 'double', g.add(sum, sum));
  const weights = new WeightFile('sums.weights');
  const path = join(folder, 'sums.onnx');
  const bytes = writeOnnx(g.graph, weights);
  writeFileSync(path, bytes);
  writeFileSync(join(folder, weights.name), Buffer.concat([...weights.chunks()]));
  return { path, bytes };
}

function output(g: GraphBuilder, name: string, value: Value): void {
  g.output(name, { value, type: 'float32', dims: ['rows', 2] });
}

const floats = (dims: number[], ...values: number[]): Tensor => ({
  ...{ type: 'float32', dims, data: Float32Array.from(values) },
});

function held(tensor: AnyTensor | undefined): DeviceTensor {
  if (tensor && isOnDevice(tensor)) return tensor;
  throw new TypeError('it came back');
}

// The library has this name on Linux, the only system where there is CUDA.
describe.skipIf(process.platform !== 'linux')('a session through the C API', () => {
  const open = (source: Parameters<typeof openBoundSession>[0], kept: readonly string[] = []): Session =>
    openBoundSession(source, { threads: 1, device: 'cpu', kept });

  it.each(tensors)('carries $type there and back', async (tensor) => {
    const g = new GraphBuilder('same');
    const dims = tensor.dims.map((_, axis) => `axis ${axis}`);
    g.output('y', { value: g.op('Identity', [g.input('x', tensor.type, dims)]), type: tensor.type, dims });
    const session = open({
      path: join(folder, 'same.onnx'),
      bytes: writeOnnx(g.graph, new WeightFile('same.weights')),
    });
    expect(await session.run({ x: tensor })).toEqual({ y: tensor });
    expect([session.inputDims('x'), session.inputDims('z')]).toEqual([dims, undefined]);
    await session.release();
  });

  it('keeps what it is told to, and reads it again', async () => {
    const { bytes, path } = writeSums();
    for (const source of [path, { path, bytes }]) {
      const session = open(source, ['sum']);
      const first = await session.run({ x: floats([1, 2], 1, 2) });
      expect([held(first['sum']).dims, first['double']]).toEqual([[1, 2], floats([1, 2], 22, 44)]);
      const second = await session.run({ x: held(first['sum']) });
      expect(second['double']).toEqual(floats([1, 2], 42, 84));
      for (const { sum } of [first, second]) held(sum).release();
      expect(session.inputDims('x')).toEqual(['rows', 2]);
      await session.release();
    }
  });

  it('gives all memory back', async () => {
    const session = open(writeSums().path, ['sum']);
    const x = floats([1 << 20, 2], ...[]);
    const large: Tensor = { ...x, data: new Float32Array(2 << 20) };
    const rssAfter = async (runs: number): Promise<number> => {
      for (let run = 0; run < runs; run++) held((await session.run({ x: large }))['sum']).release();
      return process.memoryUsage().rss;
    };
    const before = await rssAfter(20);
    // Kept once, 100 runs would be 800 MB.
    expect((await rssAfter(100)) - before).toBeLessThan(200e6);
    await session.release();
  });

  it('says what the runtime says', async () => {
    const { bytes, path } = writeSums();
    const session = open(path);
    const problemOf = async (work: () => unknown): Promise<unknown> => {
      try {
        await work();
      } catch (error) {
        if (error instanceof EngineError) return error.problem;
        throw error;
      }
      return 'no problem';
    };
    const missing = join(folder, 'missing.onnx');
    const cut = { path, bytes: bytes.subarray(0, 20) };
    const webgpu: DeviceTensor = { dims: [1, 2], held: {}, release: () => undefined };
    expect([
      await problemOf(() => open(missing)),
      await problemOf(() => open(cut)),
      await problemOf(() => openBoundSession(path, { threads: 1, device: 'cuda', kept: [] })),
      await problemOf(() => session.run({ x: floats([1, 3], 1, 2, 3) })),
      await problemOf(() => session.run({ y: floats([1, 2], 1, 2) })),
      await problemOf(() => session.run({ x: webgpu })),
    ]).toMatchObject([
      { code: 'graph-unreadable', path: missing, cause: expect.stringContaining('File doesn') as string },
      { code: 'graph-unreadable', path, cause: expect.stringContaining('protobuf') as string },
      { code: 'graph-unreadable', path, cause: expect.stringContaining('shared library') as string },
      { code: 'graph-failed', path, cause: expect.stringContaining('Expected: 2') as string },
      { code: 'graph-failed', path, cause: expect.stringContaining('y') as string },
      { code: 'graph-failed', path, cause: 'the tensor lies on another device' },
    ]);
    await session.release();
  });

  it('computes what onnxruntime-node computes', async () => {
    const { path } = writeSums();
    const sessions = [open(path), await openSession(path, { threads: 1 })];
    const x = floats([2, 2], 1, 2, 3, 4);
    const [ours, theirs] = await Promise.all(sessions.map((session) => session.run({ x })));
    expect(ours).toEqual(theirs);
    for (const session of sessions) await session.release();
  });
});
