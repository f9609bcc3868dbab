import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphBuilder, WeightFile, withPlainProducts, writeOnnx } from '../../native-models/onnx/index.ts';
import { appendingCache, arrangedCache } from '../../native-models/video-panda/cache-graphs.ts';
import { writePortableLlama } from '../../native-models/video-panda/portable-llama.ts';
import { openBoundSession } from './bound-session.ts';
import { isOutOfMemory } from './device.ts';
import type { DecoderSource } from './index.ts';
import { madeDevice, type MadeDevice } from './made-device.ts';
import { EngineError } from './problem.ts';
import { openReader } from './reader.ts';
import { rehearse, type Asked } from './rehearsal.ts';
import { openSession } from './sessions.ts';

const config = {
  ...{ hiddenSize: 32, intermediateSize: 64, layers: 2, heads: 2, vocabSize: 64 },
  ...{ rmsNormEps: 1e-5, ropeTheta: 10_000, maxPositions: 4096 },
};

let folder: string;
let source: DecoderSource;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panda-device-'));
  const written = writePortableLlama(folder, { config, prefix: 'tiny.' });
  const graphs = {
    decoder: withPlainProducts(readFileSync(written.decoder)),
    append: appendingCache(written.shape),
    arrange: arrangedCache(written.shape),
  };
  source = { ...written, device: 'webgpu', graphs };
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const clip = Array.from({ length: 150 }, (_, index) => (index * 7) % 61);
/** Two clips, questions of different lengths, some that end early, one that overtakes. */
const asked: readonly Asked[] = [
  { prefix: clip, suffix: [1, 2, 3], count: 12 },
  { prefix: clip, suffix: [4], count: 30 },
  { prefix: clip.slice(0, 40), suffix: [5, 6, 7, 8, 9, 10], count: 20 },
  { suffix: [11, 12], count: 8 },
  { prefix: clip, suffix: Array.from({ length: 70 }, (_, index) => index % 60), count: 5, priority: 'interactive' },
];

async function writtenBy(from: DecoderSource, device?: Pick<MadeDevice, 'open'>) {
  const notices: unknown[] = [];
  const options = { threads: 1, onNotice: (notice: unknown) => notices.push(notice) };
  const reader = await openReader(from, { ...options, ...(device && { open: device.open }) });
  const { ask, notices: later, scheduler } = rehearse({ reader, budgetBytes: 1 << 30 });
  const heard = asked.map((one, call) => ask(call, one));
  await Promise.all(heard.map(({ outcome }) => outcome));
  scheduler.forget(reader);
  const { cacheBytes } = scheduler.status;
  await reader.release();
  return { tokens: heard.map(({ tokens }) => tokens), notices: [...notices, ...later], cacheBytes };
}

async function problemOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no problem',
    (error: unknown) => (error instanceof EngineError ? error.problem : error),
  );
}

/** What onnxruntime itself says where there is no memory: a graph asks for more than any machine has. */
async function realMemoryError(): Promise<string> {
  const g = new GraphBuilder('huge');
  const x = g.input('x', 'float32', [1]);
  g.output('y', { value: g.expand(x, [2 ** 20, 2 ** 20]), type: 'float32', dims: ['a', 'b'] });
  const bytes = writeOnnx(g.graph, new WeightFile('huge.weights'));
  const session = await openSession({ path: join(folder, 'huge.onnx'), bytes }, { threads: 1 });
  const problem = await problemOf(session.run({ x: { type: 'float32', dims: [1], data: Float32Array.of(1) } }));
  return (problem as { cause: string }).cause;
}

describe('a decoder whose caches stay on a device', () => {
  it('writes what it writes on the processor, and gives everything back', async () => {
    const device = madeDevice();
    const expected = await writtenBy({ ...source, device: 'cpu' });
    expect(await writtenBy(source, device)).toEqual(expected);
    expect(device.held.size).toBe(0);
    expect(new Set(device.runs.map(({ path }) => path.replace(source.decoder, '')))).toEqual(
      new Set(['', ' (append)', ' (arrange)']),
    );
  });

  it('reads in smaller pieces, and writes fewer together, where memory runs out', async () => {
    const cause = await realMemoryError();
    const device = madeDevice(({ tokens: [rows = 0, length = 0] }) => (rows * length > 64 || rows > 2 ? cause : null));
    const { tokens, notices } = await writtenBy({ ...source, chunkTokens: 256 }, device);
    expect(tokens).toEqual((await writtenBy({ ...source, device: 'cpu' })).tokens);
    expect(notices).toEqual([
      { code: 'chunk-halved', device: 'webgpu', chunkTokens: 128 },
      { code: 'chunk-halved', device: 'webgpu', chunkTokens: 64 },
      { code: 'batch-halved', device: 'webgpu', batchSize: 2 },
    ]);
    expect(device.held.size).toBe(0);
  });

  it('moves to the processor where nothing is small enough, and goes on from where it was', async () => {
    const cause = await realMemoryError();
    let steps = 0;
    const device = madeDevice(({ tokens: [, length] }) => (length === 1 && ++steps > 6 ? cause : null));
    const { tokens, notices } = await writtenBy(source, device);
    expect(tokens).toEqual((await writtenBy({ ...source, device: 'cpu' })).tokens);
    expect(notices.at(-1)).toEqual({ code: 'device-left', device: 'webgpu', path: source.decoder, cause });
    expect(device.held.size).toBe(0);
  });

  it('moves to the processor when the device is lost in the middle of writing', async () => {
    const cause = 'A valid external Instance reference no longer exists. Device was lost.';
    let runs = 0;
    const device = madeDevice(() => (++runs > 25 ? cause : null));
    const { tokens, notices } = await writtenBy(source, device);
    expect(tokens).toEqual((await writtenBy({ ...source, device: 'cpu' })).tokens);
    expect(notices).toEqual([{ code: 'device-left', device: 'webgpu', path: source.decoder, cause }]);
    expect(device.held.size).toBe(0);
  });

  // As on CUDA, but for where its memory is: the library has this name on Linux only.
  it.skipIf(process.platform !== 'linux')("writes the same through the runtime's own binding of outputs", async () => {
    const opened: string[] = [];
    const open: typeof openSession = async (graph, { device, kept, threads }) => {
      if (device === undefined || device === 'cpu' || !kept) return openSession(graph, { threads });
      opened.push(device);
      return openBoundSession(graph, { threads, device: 'cpu', kept });
    };
    const expected = await writtenBy({ ...source, device: 'cpu' });
    expect(await writtenBy({ ...source, device: 'cuda' }, { open })).toEqual(expected);
    expect(opened).toEqual(['cuda', 'cuda', 'cuda']);
  });

  it('begins on the processor where the device cannot open it, and says so', async () => {
    const { tokens, notices } = await writtenBy({ ...source, device: 'cuda' });
    expect(tokens).toEqual((await writtenBy({ ...source, device: 'cpu' })).tokens);
    expect(notices).toMatchObject([{ code: 'device-left', device: 'cuda', path: source.decoder }]);
  });
});

it.each([
  ['/onnxruntime_src/bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 34359738368', true],
  ['CUDA failure 2: out of memory ; GPU=0 ; hostname=box', true],
  ['std::bad_alloc', true],
  ['vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY', true],
  // As Dawn (SwiftShader) said them through onnxruntime 1.30.
  ['WebGPU validation failed. [Invalid Buffer (unlabeled)] is invalid due to a previous error.', true],
  ['WebGPU validation failed. Buffer size (4194304000) exceeds the max buffer size limit (1073741824).', true],
  ['Device was lost', false],
  ['Got invalid dimensions for input: embeddings', false],
])('knows whether memory ran out: %s', (cause, expected) => {
  expect(isOutOfMemory(cause)).toBe(expected);
});
