/**
 * Four layers of the true 7B shape at int4 after 2200 positions: one stream and prefill against llama.cpp (Q4_0) on the same
 * machine in turns, several streams against one, and everything beside what the machine's memory and arithmetic allow.
 */
import { join } from 'node:path';
import {
  forkEngine,
  startEngine,
  type DecoderHandle,
  type Engine,
  type GenerateRequest,
} from '../../main/engine/index.ts';
import { countPhysicalCores } from '../../main/engine/threads.ts';
import { officialConfig } from '../../native-models/video-panda/config.ts';
import type { LlamaConfig } from '../../native-models/video-panda/llama.ts';
import type { Benchmark, Setting, Size } from './benchmark.ts';
import { loadGraph, temporaryFolder } from './graph-files.ts';
import { writeGguf } from './llama/gguf.ts';
import { findLlamaCpp, openLlamaCpp } from './llama/llama-cpp.ts';
import { bytesOfMatrices, writeSlice } from './llama/slice.ts';
import { measureInTurns, type Measured } from './measure.ts';
import { blockProductGraph, macsOfProduct, productGraph, type Product } from './peak.ts';
import type { Row } from './table.ts';

interface Plan {
  readonly config: LlamaConfig;
  /** Positions of a clip. */
  readonly past: number;
  readonly tokens: number;
  readonly atOnce: number;
  /** About one clip, once it is read. */
  readonly questions: number;
  readonly runs: number;
  /** A vector times a matrix that no cache holds, and products as large as those of a chunk of a prompt. */
  readonly stream: Product;
  readonly product: Product;
}

const plans: Readonly<Record<Size, Plan>> = {
  full: {
    config: { ...officialConfig.llm, layers: 4 },
    ...{ past: 2200, tokens: 32, atOnce: 8, questions: 10, runs: 5 },
    stream: { rows: 1, width: 8192, times: 1 },
    product: { rows: 512, width: officialConfig.llm.hiddenSize, times: 4 },
  },
  tiny: {
    config: {
      ...officialConfig.llm,
      ...{ hiddenSize: 64, intermediateSize: 96, layers: 2, heads: 2, vocabSize: 64, maxPositions: 128 },
    },
    ...{ past: 20, tokens: 3, atOnce: 2, questions: 2, runs: 1 },
    stream: { rows: 1, width: 32, times: 1 },
    product: { rows: 8, width: 32, times: 2 },
  },
};

export const llama: Benchmark = {
  name: 'llama',
  apart: true,
  cannot: () => (findLlamaCpp() === null ? "node-llama-cpp's build of llama.cpp is there for Linux on x64 only" : null),
  measure: async ({ folder, patience, size }) => {
    const plan = plans[size];
    const { config, past, runs, tokens } = plan;
    using made = temporaryFolder(folder);
    const gguf = join(made.path, 'slice.gguf');
    writeGguf(gguf, config);
    await using engine = startEngine({ spawn: forkEngine, memoryBudgetBytes: 8e9 });
    const ours = oursOf(engine, await engine.loadDecoder(await writeSlice(made.path, config)), plan);
    const ceilings = await ceilingsOf({ engine, folder: made.path, patience, plan });
    await using theirs = await openLlamaCpp(gguf, { positions: past + 64, threads: countPhysicalCores() });

    const clip = idsOf(past, 0);
    const read = await measureInTurns(
      { runs: Math.min(3, runs), warmUps: 0, patience },
      { ours: { work: () => ours.read() }, theirs: { work: () => theirs.read(0, clip) } },
    );
    const one = await measureInTurns(
      { runs, patience },
      { ours: { work: () => ours.write([0], [1]) }, theirs: { work: () => theirs.write(past, [5], tokens) } },
    );
    const all = Array.from({ length: plan.atOnce }, (_, index) => index);
    for (const index of all) await ours.read(index);
    const together = await measureInTurns(
      { runs, patience },
      {
        single: { work: () => ours.writeOn([0], [1]), timesItself: true },
        questions: { work: () => ours.writeOn([0], all), timesItself: true },
        clips: { work: () => ours.writeOn(all, [1]), timesItself: true },
        clipsFromTheStart: { work: () => ours.write(all, [1]) },
      },
    );
    const many = Array.from({ length: plan.questions }, (_, question) => question);
    const asked = await measureInTurns(
      { runs: 1, warmUps: 0, patience },
      {
        together: { work: () => ours.askNew(many) },
        each: {
          work: async () => {
            for (const question of many) await ours.askNew([question]);
          },
        },
      },
    );
    return rowsOf(plan, { ceilings, read, one, together, asked });
  },
};

interface Ours {
  /** A clip that is new, or the one of that number. */
  read(clip?: number): Promise<unknown>;
  /** Each question about each clip, all at once. */
  write(clips: readonly number[], questions: readonly number[]): Promise<unknown>;
  /** The same; gives the seconds from when all have their second token: then all that is laid out for them is. */
  writeOn(clips: readonly number[], questions: readonly number[]): Promise<number>;
  /** All at once, about a clip that is new. */
  askNew(questions: readonly number[]): Promise<unknown>;
}

function oursOf(engine: Engine, decoder: DecoderHandle, { past, tokens }: Plan): Ours {
  let names = 0;
  const generate = (key: string, clip: number, question: number, maxNewTokens: number) => {
    const request: GenerateRequest = {
      decoder,
      prefix: { key, pieces: [{ ids: idsOf(past, clip) }] },
      suffix: [5 + question],
      sampling: { kind: 'greedy' },
      ...{ maxNewTokens, stopTokens: [], priority: 'batch' },
    };
    return engine.generate(request);
  };
  const ask: (...asked: Parameters<typeof generate>) => Promise<unknown> = (...asked) => generate(...asked).end;
  const eachOf = <Result>(
    clips: readonly number[],
    questions: readonly number[],
    one: (key: string, clip: number, question: number) => Promise<Result>,
  ) => Promise.all(clips.flatMap((clip) => questions.map((question) => one(`clip ${clip}`, clip, question))));
  return {
    writeOn: async (clips, questions) => {
      const secondsMs = await eachOf(clips, questions, async (key, clip, question) => {
        const [, secondMs = NaN] = await Array.fromAsync(generate(key, clip, question, tokens), () =>
          performance.now(),
        );
        return secondMs;
      });
      return (performance.now() - Math.max(...secondsMs)) / 1000;
    },
    askNew: async (questions) => {
      const key = `new ${names++}`;
      await Promise.all(questions.map((question) => ask(key, names, question, tokens)));
      engine.dropPrefix(decoder, key);
    },
    read: async (clip) => {
      const key = clip === undefined ? `new ${names++}` : `clip ${clip}`;
      await ask(key, clip ?? names, 1, 1);
      if (clip === undefined) engine.dropPrefix(decoder, key);
    },
    write: (clips, questions) => eachOf(clips, questions, (...one) => ask(...one, tokens)),
  };
}

/** The most that memory and arithmetic allow, as far as the same runtime reaches it. */
interface Ceilings {
  readonly bytesPerS: number;
  readonly macsPerS: number;
  readonly runs: Measured;
}

async function ceilingsOf({
  engine,
  folder,
  patience,
  plan,
}: Pick<Setting, 'folder' | 'patience'> & { readonly engine: Engine; readonly plan: Plan }): Promise<Ceilings> {
  const { product, runs, stream } = plan;
  const start = { start: { type: 'float32', dims: [1, 1], data: Float32Array.of(1) } } as const;
  const streaming = await loadGraph(engine, folder, productGraph(stream));
  const products = await loadGraph(engine, folder, blockProductGraph(product));
  const measured = await measureInTurns(
    { runs, patience },
    { stream: { work: () => engine.run(streaming, start) }, products: { work: () => engine.run(products, start) } },
  );
  await engine.unload(streaming);
  await engine.unload(products);
  return {
    bytesPerS: (macsOfProduct(stream) * Float32Array.BYTES_PER_ELEMENT) / measured.stream.wallS,
    macsPerS: macsOfProduct(product) / measured.products.wallS,
    runs: measured.products,
  };
}

interface Found {
  readonly ceilings: Ceilings;
  readonly read: Readonly<Record<'ours' | 'theirs', Measured>>;
  readonly one: Readonly<Record<'ours' | 'theirs', Measured>>;
  readonly together: Readonly<Record<'single' | 'questions' | 'clips' | 'clipsFromTheStart', Measured>>;
  readonly asked: Readonly<Record<'together' | 'each', Measured>>;
}

function rowsOf(plan: Plan, { asked, ceilings, one, read, together }: Found): Row[] {
  const { atOnce, config, past, tokens } = plan;
  const { hiddenSize: D, intermediateSize: I, layers } = config;
  const rate = (count: number, { wallS }: Measured) => ({ value: count / wallS, unit: 'tokens/s' }) as const;
  const what = `${layers} layers of ${D}, int4, after ${past} positions`;
  const cacheBytes = past * layers * 2 * D * Float32Array.BYTES_PER_ELEMENT;
  const bytes = bytesOfMatrices(config) + cacheBytes;
  const perToken = layers * (4 * D * D + 3 * D * I) + layers * D * past; // half of the positions, both products
  /** Of each text, all but the first two tokens. */
  const counted = tokens - 2;
  const single = rate(counted, together.single).value;
  const disturbed = (runs: Measured, ...more: Measured[]) => ({
    n: runs.n,
    disturbed: [runs, ...more].some((each) => each.disturbed),
  });
  return [
    {
      name: `one text, ${what}`,
      ours: rate(tokens, one.ours),
      other: { is: 'llama.cpp, Q4_0', value: tokens / one.theirs.wallS },
      runs: disturbed(one.ours, one.theirs),
    },
    {
      name: 'the same beside what memory allows',
      ours: rate(tokens, one.ours),
      other: { is: 'all weights and the cache read once', value: ceilings.bytesPerS / bytes },
      runs: disturbed(one.ours, ceilings.runs),
      note: `${(bytes / 1e6).toFixed(0)} MB at ${(ceilings.bytesPerS / 1e9).toFixed(1)} GB/s`,
    },
    {
      name: `${past} tokens read (prefill)`,
      ours: rate(past, read.ours),
      other: { is: 'llama.cpp, Q4_0', value: past / read.theirs.wallS },
      runs: disturbed(read.ours, read.theirs),
    },
    {
      name: 'the same beside what arithmetic allows',
      ours: rate(past, read.ours),
      other: { is: 'products of 4 bits alone', value: ceilings.macsPerS / perToken },
      runs: disturbed(read.ours, ceilings.runs),
      note: `${(ceilings.macsPerS / 1e9).toFixed(0)} GMAC/s`,
    },
    {
      name: `${atOnce} questions about one clip together`,
      ours: rate(atOnce * counted, together.questions),
      other: { is: 'one text', value: single },
      runs: disturbed(together.questions, together.single),
    },
    {
      name: `${atOnce} clips together`,
      ours: rate(atOnce * counted, together.clips),
      other: { is: 'one text', value: single },
      runs: disturbed(together.clips, together.single),
      note: `the caches of ${atOnce} clips alone allow ${(atOnce / ((bytes + (atOnce - 1) * cacheBytes) / ceilings.bytesPerS)).toFixed(0)} tokens/s`,
    },
    {
      name: `the same with reading ${atOnce} prompts and laying ${atOnce} caches side by side`,
      ours: rate(atOnce * tokens, together.clipsFromTheStart),
      runs: together.clipsFromTheStart,
      note: `${tokens} tokens each`,
    },
    {
      name: `${plan.questions} questions about a clip that is new, at once`,
      ours: { value: asked.together.wallS, unit: 's' },
      other: { is: 'each by itself', value: asked.each.wallS },
      runs: disturbed(asked.together, asked.each),
      note: `${tokens} tokens each`,
    },
  ];
}

function idsOf(count: number, clip: number): number[] {
  return Array.from({ length: count }, (_, index) => 3 + ((31 * clip + 7 * index) % 59));
}
