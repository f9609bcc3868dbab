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
} from '../../main/engine/index.ts';
import { distanceOfLogits, goldenConfig, piecesOf, type LlamaCase, type LlamaGolden } from './llama-goldens.ts';
import { goldensOf, readGolden } from './parity.ts';
import { writePortableLlama } from './portable-llama.ts';

const goldens = goldensOf('llama').map(({ name, path }) => ({ name, golden: readGolden(path) as LlamaGolden }));

it('has goldens to compare with', () => {
  expect(goldens.length).toBeGreaterThan(0);
});

describe.each(goldens)('the decoder of $name', ({ golden }) => {
  const { cases } = golden;
  const config = goldenConfig(golden);
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
    expect(await distanceOfLogits(engine, { golden, one, source })).toBeLessThan(1e-4);
  });

  it.each(cases)('comes near them with float16 weights, case $name', async (one) => {
    const halves = mkdtempSync(join(folder, 'float16-'));
    const half = writePortableLlama(halves, { prefix: golden.prefix, config, type: 'float16' });
    expect(await distanceOfLogits(engine, { golden, one, source: half })).toBeLessThan(1e-2);
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
        pieces: () => Promise.resolve(piecesOf(one.ids.slice(0, prefixLength), { golden, one })),
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
});

/** How many of the greedy tokens a float32 port must get: up to the first whose margin is too small. */
function surely({ margins }: LlamaCase): number {
  const doubtful = margins.findIndex((margin) => margin <= 1e-3);
  return doubtful < 0 ? margins.length : doubtful;
}

function expectedTokens(one: LlamaCase): readonly number[] {
  return one.greedy.slice(0, surely(one));
}
