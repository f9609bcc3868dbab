/**
 * The LLaMA goldens, and how far a decoder's logits are from theirs. For tests. Knows the goldens' files (the note in
 * goldens/llama/golden.json), not how the decoder that is tested came to be.
 */
import type { DecoderSource, Engine, PrefixPiece, Tensor } from '../../main/engine/index.ts';
import type { LlamaConfig } from './llama.ts';
import { portableValues } from './portable-generator.ts';

export interface LlamaGolden {
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

export interface LlamaCase {
  readonly name: string;
  /** -1: a vision embedding */
  readonly ids: readonly number[];
  readonly last_logits: readonly number[];
  readonly greedy: readonly number[];
  /** Distance of the two best logits at each step; below 1e-3 a float32 port may differ. */
  readonly margins: readonly number[];
}

export function goldenConfig({ cases, config }: LlamaGolden): LlamaConfig {
  return {
    hiddenSize: config.hidden_size,
    intermediateSize: config.intermediate_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    vocabSize: config.vocab_size,
    rmsNormEps: config.rms_norm_eps,
    ropeTheta: config.rope_theta,
    maxPositions: 2 ** Math.ceil(Math.log2(64 + Math.max(...cases.map(({ ids }) => ids.length)))),
  };
}

interface CaseOf {
  readonly golden: LlamaGolden;
  readonly one: LlamaCase;
}

/** Text and visual tokens of the first `ids` of a case. */
export function piecesOf(ids: readonly number[], { golden: { config, prefix }, one }: CaseOf): PrefixPiece[] {
  let visions = 0;
  const D = config.hidden_size;
  return ids.map((id): PrefixPiece => {
    if (id >= 0) return { ids: [id] };
    const name = `${prefix}vision.${one.name}.${visions++}`;
    return { embeddings: { type: 'float32', dims: [1, D], data: portableValues(name, D, { offset: 0, a: 1 }) } };
  });
}

/** The largest distance of a logit from the golden's, relative to the largest of these. */
export async function distanceOfLogits(
  engine: Engine,
  { golden, one, source }: CaseOf & { readonly source: DecoderSource },
): Promise<number> {
  const found = await logitsOf(engine, { golden, one, source });
  const largest = Math.max(...one.last_logits.map(Math.abs));
  return Math.max(...one.last_logits.map((logit, id) => Math.abs(logit - (found[id] ?? NaN)))) / largest;
}

/** The last logits of a case, read in one run of the graph: nothing in the caches. */
export async function logitsOf(
  engine: Engine,
  { golden, one, source }: CaseOf & { readonly source: DecoderSource },
): Promise<Float32Array> {
  const graph = await engine.loadGraph(source.decoder);
  const table = await engine.loadGraph(source.embeddings);
  const S = one.ids.length;
  const { headSize, heads, hiddenSize: D, layers } = source.shape;
  const embeddings = new Float32Array(S * D);
  let at = 0;
  for (const piece of piecesOf(one.ids, { golden, one })) {
    if ('embeddings' in piece) embeddings.set(piece.embeddings.data as Float32Array, at);
    else {
      const { embeddings: rows } = await engine.run(table, { ids: ints(piece.ids, [piece.ids.length]) });
      embeddings.set(rows?.data as Float32Array, at);
    }
    at += ('ids' in piece ? piece.ids.length : (piece.embeddings.dims[0] ?? 0)) * D;
  }
  const all = [...one.ids.keys()];
  const empty = floats([1, heads, headSize, 1], new Float32Array(heads * headSize)); // one position that nothing sees
  const causal = Float32Array.from({ length: S * (S + 1) }, (_, i) =>
    i % (S + 1) === 0 || (i % (S + 1)) - 1 > Math.floor(i / (S + 1)) ? -Infinity : 0,
  );
  const caches = Array.from({ length: layers }, (_, layer) =>
    ['own_keys', 'own_values', 'shared_keys', 'shared_values'].map((name) => [`${name}.${layer}`, empty] as const),
  ).flat();
  const { logits } = await engine.run(graph, {
    embeddings: floats([1, S, D], embeddings),
    positions: ints(all, [1, S]),
    last: ints([S - 1], [1]),
    bias: floats([1, 1, S, S + 1], causal),
    shared_bias: floats([1, 1, 1, 1], Float32Array.of(-Infinity)),
    group_tokens: ints(all, [1, S]),
    token_places: ints(all, [S]),
    ...Object.fromEntries(caches),
  });
  return logits?.data as Float32Array;
}

function floats(dims: readonly number[], data: Float32Array): Tensor {
  return { type: 'float32', dims, data };
}

function ints(values: readonly number[], dims: readonly number[]): Tensor {
  return { type: 'int64', dims, data: BigInt64Array.from(values, BigInt) };
}
