/**
 * What a decoder computes on fixed tokens and how long it takes: to compare devices with each other. Uses the caches as a
 * request does: a prefix read chunk by chunk, then token after token on it. Knows no scheduler and no model.
 */
import type { KeyValueCache } from './cache.ts';
import type { Reader } from './reader.ts';

export interface ProbePlan {
  /** Read as a prefix; at least one. */
  readonly prompt: readonly number[];
  /** Read one after the other behind it; at least one. */
  readonly steps: readonly number[];
}

export interface Probed {
  /** After each of the steps, [steps, V]. */
  readonly logits: Float32Array;
  readonly promptMs: number;
  readonly stepsMs: number;
}

/** Twice, and the second time counts: the first compiles what a device has to compile and fills what it keeps. */
export async function probe(reader: Reader, plan: ProbePlan): Promise<Probed> {
  await once(reader, plan);
  return once(reader, plan);
}

async function once(reader: Reader, { prompt, steps }: ProbePlan): Promise<Probed> {
  const { hiddenSize, vocabSize } = reader.shape;
  const embeddings = await reader.embed([...prompt, ...steps]);
  const stretch = (first: number, end: number) => embeddings.subarray(first * hiddenSize, end * hiddenSize);
  const read = async (first: number, end: number, own: KeyValueCache, prefix: KeyValueCache) => {
    const shared = { cache: prefix, rowOf: [0] };
    const [logits] = await reader.read({ embeddings: [stretch(first, end)], own, shared });
    return logits ?? new Float32Array();
  };
  const prefix = reader.newCache({ rows: 1, capacity: prompt.length });
  const own = reader.newCache({ rows: 1, capacity: steps.length });
  try {
    const startedMs = performance.now();
    for (let first = 0; first < prompt.length; first += reader.chunkTokens) {
      await read(first, Math.min(prompt.length, first + reader.chunkTokens), prefix, reader.noPrefix);
    }
    prefix.seal();
    const readMs = performance.now();
    const logits = new Float32Array(steps.length * vocabSize);
    for (const index of steps.keys()) {
      const at = prompt.length + index;
      logits.set(await read(at, at + 1, own, prefix), index * vocabSize);
    }
    return { logits, promptMs: readMs - startedMs, stepsMs: performance.now() - readMs };
  } finally {
    prefix.release();
    own.release();
  }
}
