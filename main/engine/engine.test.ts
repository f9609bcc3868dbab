import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WeightFile, writeOnnx } from '../../native-models/onnx/index.ts';
import { llamaDecoder } from '../../native-models/video-panda/llama.ts';
import { portableWeights, writePortableLlama } from '../../native-models/video-panda/portable-llama.ts';
import {
  EngineError,
  forkEngine,
  startEngine,
  type DecoderHandle,
  type DecoderSource,
  type Engine,
  type GenerateRequest,
  type PrefixPiece,
} from './index.ts';

const config = {
  hiddenSize: 32,
  intermediateSize: 64,
  layers: 2,
  heads: 2,
  vocabSize: 64,
  rmsNormEps: 1e-5,
  ropeTheta: 10_000,
  maxPositions: 4096,
};
/** Of this decoder's cache: layers, keys and values, float32. */
const bytesPerPosition = 2 * 2 * 32 * 4;

let folder: string;
let source: DecoderSource;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panda-engine-'));
  source = writePortableLlama(folder, { config, prefix: 'tiny.' });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** More than a stretch of keys, and no whole number of them. */
const longPrefix = Array.from({ length: 45 }, (_, index) => (index * 7) % config.vocabSize);

function request(decoder: DecoderHandle, more: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    decoder,
    suffix: [3, 4, 5],
    sampling: { kind: 'greedy' },
    maxNewTokens: 8,
    stopTokens: [],
    priority: 'interactive',
    ...more,
  };
}

async function idsOf(engine: Engine, asked: GenerateRequest): Promise<number[]> {
  const ids: number[] = [];
  for await (const { id } of engine.generate(asked)) ids.push(id);
  return ids;
}

function problemOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no problem',
    (error: unknown) => (error instanceof EngineError ? error.problem : error),
  );
}

describe('an engine', () => {
  let engine: Engine;
  let decoder: DecoderHandle;
  beforeAll(async () => {
    engine = startEngine({ spawn: forkEngine, threads: 1 });
    decoder = await engine.loadDecoder(source);
  });
  afterAll(() => engine.close());

  it('streams tokens with their probabilities, and says at the end what it took', async () => {
    const generation = engine.generate(request(decoder, { maxNewTokens: 3 }));
    const tokens = [];
    for await (const token of generation) tokens.push(token);
    const { waitedMs, readMs, writeMs, ...end } = await generation.end;
    expect(end).toEqual({ stop: 'length', stopToken: null, promptTokens: 3, reusedTokens: 0, newTokens: 3 });
    expect([waitedMs, readMs, writeMs].every((ms) => ms >= 0)).toBe(true);
    expect(tokens.length).toBe(3);
    for (const { id, logProb, runnerUp } of tokens) {
      expect(runnerUp.id).not.toBe(id);
      expect(logProb).toBeLessThan(0);
      expect(runnerUp.logProb).toBeLessThanOrEqual(logProb);
    }
  });

  it('samples the same tokens for the same seed, alone or beside others', async () => {
    const sampled = (seed: number) =>
      request(decoder, { sampling: { kind: 'sample', temperature: 2, topP: 0.95, topK: 50, seed }, maxNewTokens: 20 });
    const alone = [await idsOf(engine, sampled(1)), await idsOf(engine, sampled(2))];
    const together = await Promise.all([idsOf(engine, sampled(1)), idsOf(engine, sampled(2))]);
    expect(together).toEqual(alone);
    expect(alone[0]).not.toEqual(alone[1]);
  });

  it('scores a text that is given as it scored it when it wrote it, and another prompt differently', async () => {
    const scored = async (asked: GenerateRequest) => {
      const tokens = [];
      for await (const { id, logProb } of engine.generate(asked)) tokens.push({ id, logProb });
      return tokens;
    };
    const own = await scored(request(decoder, { maxNewTokens: 6 }));
    const given = { kind: 'given', tokens: own.map(({ id }) => id) } as const;
    const again = await scored(request(decoder, { sampling: given, maxNewTokens: 6 }));
    const other = await scored(request(decoder, { sampling: given, maxNewTokens: 6, suffix: [9, 8] }));
    expect(again).toEqual(own);
    expect(other.map(({ id }) => id)).toEqual(given.tokens);
    expect(other).not.toEqual(own);
    await expect(engine.generate(request(decoder, { sampling: given, maxNewTokens: 7 })).end).rejects.toThrow(
      'is given all of them',
    );
  });

  it('stops within a token when it is cancelled, with what there is', async () => {
    const stop = new AbortController();
    const generation = engine.generate(request(decoder, { maxNewTokens: 4000 }), { signal: stop.signal });
    let count = 0;
    for await (const { id } of generation) {
      expect(id).toBeGreaterThanOrEqual(0);
      if (++count === 5) stop.abort();
    }
    const { stop: reason, newTokens } = await generation.end;
    expect({ reason, newTokens }).toEqual({ reason: 'cancelled', newTokens: count });
    expect(count).toBeLessThan(1000);
  });

  it('cancels when nobody listens any more', async () => {
    const generation = engine.generate(request(decoder, { maxNewTokens: 4000 }));
    for await (const { id } of generation) if (id >= 0) break;
    expect((await generation.end).stop).toBe('cancelled');
  });

  it('asks for pieces only when it does not hold the prefix, however many ask at once', async () => {
    let asked = 0;
    const pieces = (): Promise<PrefixPiece[]> => {
      asked += 1;
      const embeddings = { type: 'float32', dims: [2, 32], data: new Float32Array(64).fill(0.5) } as const;
      return Promise.resolve([{ ids: [1, 2] }, { embeddings }]);
    };
    const prefix = { key: 'clip', pieces };
    const [first] = await Promise.all([1, 2, 3].map(() => idsOf(engine, request(decoder, { prefix }))));
    const later = engine.generate(request(decoder, { prefix }));
    expect((await later.end).reusedTokens).toBe(4);
    expect(await idsOf(engine, request(decoder, { prefix }))).toEqual(first);
    expect(asked).toBe(1);
  });

  it('drops a prefix that nobody has, and keeps one that a request waits for', async () => {
    const prefix = { key: 'dropped', pieces: [{ ids: [1, 2] }] };
    const reused = async () => (await engine.generate(request(decoder, { prefix })).end).reusedTokens;
    expect([await reused(), await reused()]).toEqual([0, 2]);
    const held = (await engine.computeStatus()).heldPrefixes;
    engine.dropPrefix(decoder, 'dropped');
    expect((await engine.computeStatus()).heldPrefixes).toBe(held - 1);
    expect(await reused()).toBe(0);
    const under = engine.generate(request(decoder, { prefix, maxNewTokens: 50 }));
    engine.dropPrefix(decoder, 'dropped');
    expect([(await under.end).newTokens, await reused()]).toEqual([50, 2]);
  });

  it('passes on what the pieces failed with', async () => {
    const failing = { key: 'broken', pieces: () => Promise.reject(new Error('no such video')) };
    const generation = engine.generate(request(decoder, { prefix: failing }));
    await expect(generation.end).rejects.toThrow('no such video');
    const good = { key: 'broken', pieces: [{ ids: [1] }] };
    expect((await engine.generate(request(decoder, { prefix: good })).end).promptTokens).toBe(4);
  });

  it('lets an interactive request overtake a batch', async () => {
    const order: string[] = [];
    const batch = [1, 2, 3].map((one) =>
      engine.generate(request(decoder, { suffix: [one], maxNewTokens: 300, priority: 'batch' })),
    );
    for await (const { id } of engine.generate(request(decoder, { maxNewTokens: 2 })))
      order.push(`question ${id >= 0}`);
    void Promise.all(batch.map(({ end }) => end.then(({ newTokens }) => order.push(`batch ${newTokens}`))));
    await Promise.all(batch.map(({ end }) => end));
    expect(order).toEqual(['question true', 'question true', 'batch 300', 'batch 300', 'batch 300']);
  });

  it('says what is wrong with a request that no engine can serve', async () => {
    const long = Array.from({ length: 4096 }, () => 1);
    expect(await problemOf(engine.generate(request(decoder, { suffix: long })).end)).toEqual({
      code: 'prompt-too-long',
      promptTokens: 4096,
      maxPositions: 4096,
    });
    expect(await problemOf(engine.generate(request(decoder, { suffix: [64] })).end)).toMatchObject({
      code: 'graph-failed',
      path: source.embeddings,
    });
    await expect(engine.generate(request(decoder, { suffix: [] })).end).rejects.toThrow('at least one token');
  });

  it('says which graph it cannot read, and why', async () => {
    const missing = join(folder, 'missing.onnx');
    expect(await problemOf(engine.loadGraph(missing))).toMatchObject({ code: 'graph-unreadable', path: missing });
    const damaged = join(folder, 'decoder.weights');
    expect(await problemOf(engine.loadGraph(damaged))).toMatchObject({ code: 'graph-unreadable', path: damaged });
    const other = { ...source, shape: { ...source.shape, layers: 3 } };
    expect(await problemOf(engine.loadDecoder(other))).toEqual({
      code: 'graph-unreadable',
      path: source.decoder,
      cause: 'not a decoder of 3 layers, 2 heads of 16 and width 32',
    });
  });

  it('runs any graph once, and says when its inputs do not fit', async () => {
    const graph = await engine.loadGraph(source.embeddings);
    const ids = { type: 'int64', dims: [2], data: BigInt64Array.of(1n, 1n) } as const;
    const { embeddings } = await engine.run(graph, { ids });
    const values = Array.from(embeddings?.data as Float32Array);
    expect(embeddings?.dims).toEqual([2, 32]);
    expect(values.slice(32)).toEqual(values.slice(0, 32));
    const wrong = { ids: { type: 'float32', dims: [1], data: Float32Array.of(1) } } as const;
    expect(await problemOf(engine.run(graph, wrong))).toMatchObject({ code: 'graph-failed', path: source.embeddings });
  });

  it('writes the same with a graph from before keys lay in stretches', async () => {
    const { graph } = llamaDecoder(config, portableWeights(config, { prefix: 'tiny.' }));
    const { heads, hiddenSize } = config;
    const inputs = graph.inputs.map((input) =>
      input.name.startsWith('shared_keys') ? { ...input, dims: ['G', heads, hiddenSize / heads, 'P'] } : input,
    );
    const before = { ...source, decoder: join(folder, 'before.onnx') };
    writeFileSync(before.decoder, writeOnnx({ ...graph, inputs }, new WeightFile('decoder.weights')));
    const asked = (one: DecoderHandle) =>
      Promise.all(
        [1, 2].map((suffix) =>
          idsOf(engine, request(one, { suffix: [suffix], prefix: { key: 'long', pieces: [{ ids: longPrefix }] } })),
        ),
      );
    expect(await asked(await engine.loadDecoder(before))).toEqual(await asked(decoder));
  });

  it('holds everything while a long message comes in, which then arrives whole', async () => {
    const graph = await engine.loadGraph(source.embeddings);
    const running = engine.generate(request(decoder, { maxNewTokens: 500, priority: 'batch' }));
    const ids = { type: 'int64', dims: [500_000], data: new BigInt64Array(500_000).fill(7n) } as const;
    const { embeddings } = await engine.run(graph, { ids }, { priority: 'interactive' });
    expect(embeddings?.dims).toEqual([500_000, 32]);
    expect((await running.end).newTokens).toBe(500);
  });

  it('lets go of a decoder, its prefixes and what it had under way', async () => {
    const other = await engine.loadDecoder(source);
    await engine.generate(request(other, { prefix: { key: 'a', pieces: [{ ids: [1, 2] }] } })).end;
    const before = await engine.computeStatus();
    const running = engine.generate(request(other, { maxNewTokens: 4000 }));
    await engine.unload(other);
    expect((await running.end).stop).toBe('cancelled');
    const { cacheBytes, heldPrefixes } = await engine.computeStatus();
    expect(before.cacheBytes - cacheBytes).toBe(32 * bytesPerPosition);
    expect(before.heldPrefixes - heldPrefixes).toBe(1);
    await expect(idsOf(engine, request(other))).rejects.toThrow('is not loaded');
  });
});
