import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  forkEngine,
  startEngine,
  type DecoderHandle,
  type DecoderSource,
  type Engine,
  type PrefixPiece,
} from '../../main/engine/index.ts';
import { goldensOf, readGolden } from './parity.ts';
import { portableValues } from './portable-generator.ts';
import { writePortableLlama } from './portable-llama.ts';

interface LlamaGolden {
  readonly prefix: string;
  readonly config: {
    readonly hidden_size: number;
    readonly intermediate_size: number;
    readonly num_hidden_layers: number;
    readonly num_attention_heads: number;
    readonly vocab_size: number;
    readonly rms_norm_eps: number;
    readonly rope_theta: number;
  };
  readonly cases: readonly LlamaCase[];
}

interface LlamaCase {
  readonly name: string;
  /** -1: a vision embedding */
  readonly ids: readonly number[];
  readonly last_logits: readonly number[];
  readonly greedy: readonly number[];
  /** Distance of the two best logits at each step; below 1e-3 a float32 port may differ. */
  readonly margins: readonly number[];
}

const goldens = goldensOf('llama').map(({ name, path }) => ({ name, golden: readGolden(path) as LlamaGolden }));

it('has goldens to compare with', () => {
  expect(goldens.length).toBeGreaterThan(0);
});

describe.each(goldens)('the decoder of $name', ({ golden }) => {
  const { config: sizes, cases } = golden;
  const config = {
    hiddenSize: sizes.hidden_size,
    intermediateSize: sizes.intermediate_size,
    layers: sizes.num_hidden_layers,
    heads: sizes.num_attention_heads,
    vocabSize: sizes.vocab_size,
    rmsNormEps: sizes.rms_norm_eps,
    ropeTheta: sizes.rope_theta,
    maxPositions: 2 ** Math.ceil(Math.log2(64 + Math.max(...cases.map(({ ids }) => ids.length)))),
  };
  let folder: string;
  let source: DecoderSource;
  let engine: Engine;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'panda-llama-'));
    source = writePortableLlama(folder, { prefix: golden.prefix, config });
    engine = startEngine({ spawn: forkEngine, threads: 1 });
  });
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true });
  });

  it.each(cases)('gives the logits of case $name', async (one) => {
    expect(await distanceOfLogits(one, source)).toBeLessThan(1e-4);
  });

  it.each(cases)('comes near them with float16 weights, case $name', async (one) => {
    const halves = mkdtempSync(join(folder, 'float16-'));
    const half = writePortableLlama(halves, { prefix: golden.prefix, config, type: 'float16' });
    expect(await distanceOfLogits(one, half)).toBeLessThan(1e-2);
  });

  describe.each([1, 7, 64, 512])('read in chunks of %i', (chunkTokens) => {
    let decoder: DecoderHandle;
    beforeAll(async () => {
      decoder = await engine.loadDecoder({ ...source, chunkTokens });
    });

    it.each(cases)('writes the greedy tokens of case $name, alone', async (one) => {
      expect(await write(decoder, one, { splitAt: one.ids.length - 1, key: 'alone' })).toEqual(expectedTokens(one));
    });

    it.each(cases)('writes them again from a prefix it holds, case $name', async (one) => {
      const splitAt = Math.ceil(one.ids.length / 2);
      const runs = [];
      for (let run = 0; run < 2; run++) runs.push(await write(decoder, one, { splitAt, key: 'twice' }));
      expect(runs).toEqual([expectedTokens(one), expectedTokens(one)]);
    });

    it('writes what follows several questions on one prefix, together as alone', async () => {
      const [one] = cases.filter(({ ids }) => ids.length > 100 && !ids.includes(-1));
      if (!one) return;
      const suffixes = [3, 40, 1, 17].map((length) => one.ids.slice(50, 50 + length));
      const texts = (together: string) =>
        suffixes.map((suffix, index) =>
          generated(decoder, one, { prefixLength: 50, key: `${together || index}`, suffix }),
        );
      const alone = [];
      for (const text of texts('')) alone.push(await text);
      expect(await Promise.all(texts('one prefix'))).toEqual(alone);
    });

    it('writes them for all cases at once, some of them twice on one prefix', async () => {
      const jobs = [...cases, ...cases, ...cases.slice(1)];
      const texts = jobs.map((one) => write(decoder, one, { splitAt: one.ids.length - 1, key: 'together' }));
      expect(await Promise.all(texts)).toEqual(jobs.map(expectedTokens));
    });
  });

  /** From the golden's, relative to the largest. */
  async function distanceOfLogits(one: LlamaCase, { decoder }: DecoderSource): Promise<number> {
    const graph = await engine.loadGraph(decoder);
    const { logits } = await engine.run(graph, await wholeCase(one));
    const found = logits?.data as Float32Array;
    const largest = Math.max(...one.last_logits.map(Math.abs));
    return Math.max(...one.last_logits.map((logit, id) => Math.abs(logit - (found[id] ?? NaN)))) / largest;
  }

  /** Text and pieces of a case as one run of the graph: nothing in the caches. */
  async function wholeCase(one: LlamaCase) {
    const S = one.ids.length;
    const { hiddenSize: D, heads, headSize, layers } = source.shape;
    const embeddings = new Float32Array(S * D);
    let at = 0;
    const table = await engine.loadGraph(source.embeddings);
    for (const piece of piecesOf(one.ids, one)) {
      if ('embeddings' in piece) embeddings.set(piece.embeddings.data as Float32Array, at);
      else {
        const ids = { type: 'int64', dims: [piece.ids.length], data: BigInt64Array.from(piece.ids, BigInt) } as const;
        embeddings.set((await engine.run(table, { ids }))['embeddings']?.data as Float32Array, at);
      }
      at += ('ids' in piece ? piece.ids.length : (piece.embeddings.dims[0] ?? 0)) * D;
    }
    const floats = (dims: number[], data = new Float32Array()) => ({ type: 'float32', dims, data }) as const;
    const ints = (values: number[], dims: number[]) =>
      ({ type: 'int64', dims, data: BigInt64Array.from(values, BigInt) }) as const;
    const all = [...one.ids.keys()];
    const empty = floats([1, heads, 0, headSize]);
    return {
      embeddings: floats([1, S, D], embeddings),
      positions: ints(all, [1, S]),
      last: ints([S - 1], [1]),
      bias: floats(
        [1, 1, S, S],
        Float32Array.from({ length: S * S }, (_, i) => (i % S > i / S ? -Infinity : 0)),
      ),
      shared_bias: floats([1, 1, 1, 0]),
      group_tokens: ints(all, [1, S]),
      token_places: ints(all, [S]),
      ...Object.fromEntries(
        Array.from({ length: layers }, (_, layer) =>
          ['own_keys', 'own_values', 'shared_keys', 'shared_values'].map(
            (name) => [`${name}.${layer}`, empty] as const,
          ),
        ).flat(),
      ),
    };
  }

  /** The first tokens of a case as a prefix (vision among them), the others as the suffix. */
  async function write(decoder: DecoderHandle, one: LlamaCase, { splitAt, key }: { splitAt: number; key: string }) {
    const lastVision = one.ids.lastIndexOf(-1);
    const split = Math.max(splitAt, lastVision + 1);
    const suffix = one.ids.slice(split);
    return (await generated(decoder, one, { prefixLength: split, key, suffix })).slice(0, surely(one));
  }

  async function generated(
    decoder: DecoderHandle,
    one: LlamaCase,
    { prefixLength, key, suffix }: { prefixLength: number; key: string; suffix: readonly number[] },
  ): Promise<number[]> {
    const ids: number[] = [];
    const generation = engine.generate({
      decoder,
      prefix: {
        key: `${key} ${one.name}`,
        pieces: () => Promise.resolve(piecesOf(one.ids.slice(0, prefixLength), one)),
      },
      suffix,
      sampling: { kind: 'greedy' },
      maxNewTokens: one.greedy.length,
      stopTokens: [],
      priority: 'batch',
    });
    for await (const { id } of generation) ids.push(id);
    return ids;
  }

  function piecesOf(ids: readonly number[], one: LlamaCase): PrefixPiece[] {
    let visions = 0;
    const D = sizes.hidden_size;
    return ids.map((id): PrefixPiece => {
      if (id >= 0) return { ids: [id] };
      const name = `${golden.prefix}vision.${one.name}.${visions++}`;
      return { embeddings: { type: 'float32', dims: [1, D], data: portableValues(name, D, { offset: 0, a: 1 }) } };
    });
  }
});

/** How many of the greedy tokens a float32 port must get: up to the first whose margin is too small. */
function surely({ margins }: LlamaCase): number {
  const doubtful = margins.findIndex((margin) => margin <= 1e-3);
  return doubtful < 0 ? margins.length : doubtful;
}

function expectedTokens(one: LlamaCase): readonly number[] {
  return one.greedy.slice(0, surely(one));
}
