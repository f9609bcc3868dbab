/**
 * Attention over three stretches of one sequence, of which only the last is new: a prefix shared with other sequences,
 * the sequence's own past, and the tokens of this run (main/engine/decoder.ts, whose letters these shapes use). Knows no
 * weights and no cache beyond reading it.
 *
 * Own past and new tokens are one softmax. A shared prefix is read once for all its sequences, in another order of
 * tokens; the two meet through the own part's log-sum-exp: the shared softmax has it as one more column, whose
 * probability is the own part's share.
 *
 * Caches lie with the positions last: scores are then sums of whole rows of the keys, and what is seen of the values is a
 * product along their rows. Either reads memory in order, which with one token is all that costs. With several it is not so
 * for the keys, which a product takes a few columns at a time: those of a prefix may come in stretches that lie together.
 */
import type { GraphBuilder, Value } from '../onnx/index.ts';

export interface AttentionInputs {
  /** [B, S, D] each, before RoPE. */
  readonly q: Value;
  readonly k: Value;
  readonly v: Value;
  readonly heads: number;
  readonly headSize: number;
  readonly rope: Rope;
  readonly positions: Value;
  readonly bias: Value;
  readonly sharedBias: Value;
  readonly groupTokens: Value;
  readonly tokenPlaces: Value;
  readonly ownKeys: Value;
  readonly ownValues: Value;
  readonly sharedKeys: Value;
  readonly sharedValues: Value;
}

interface Attended {
  /** [B, S, D], before the output projection. */
  readonly output: Value;
  /** The new positions, [B, H, d, S]. */
  readonly keys: Value;
  readonly values: Value;
}

export function attention(g: GraphBuilder, inputs: AttentionInputs): Attended {
  const { heads: H, headSize: d, rope, positions } = inputs;
  const q = rotate(g, { x: inputs.q, positions, tables: rope.queries }); // [B, S, D], scaled
  const k = rotate(g, { x: inputs.k, positions, tables: rope.keys });
  const inHeads = (x: Value) => g.reshape(x, [0, 0, H, d]); // [B, S, H, d]
  const asCached = (x: Value) => g.transpose(inHeads(x), [0, 2, 3, 1]); // [B, H, d, S]
  const keys = asCached(k);
  const values = asCached(inputs.v);
  const own = attendOwn(g, { ...inputs, q: g.transpose(inHeads(q), [0, 2, 1, 3]), keys, values });

  // The shared part takes tokens from all sequences, group by group.
  const inGroups = (x: Value) => g.transpose(g.gather(x, inputs.groupTokens, 0), [0, 2, 1, 3]); // [G, H, T, .]
  const byToken = (x: Value, width: number) => g.reshape(g.transpose(x, [0, 2, 1, 3]), [-1, H, width]); // [., H, width]
  const shared = attendShared(g, {
    ...inputs,
    q: inGroups(g.reshape(q, [-1, H, d])),
    logSumExp: inGroups(byToken(own.logSumExp, 1)),
  });
  const asTokens = (x: Value, width: number) => g.gather(byToken(x, width), inputs.tokenPlaces, 0); // [N, H, width]
  const ownPart = g.mul(byToken(own.output, d), asTokens(shared.ownShare, 1)); // [N, H, d]
  const output = g.add(ownPart, asTokens(shared.output, d));
  const sizes = g.shape(inputs.q, { start: 0, end: 2 });
  return { output: g.reshape(output, [sizes, H * d]), keys, values };
}

interface Own {
  readonly q: Value;
  readonly keys: Value;
  readonly values: Value;
  readonly bias: Value;
  readonly ownKeys: Value;
  readonly ownValues: Value;
}

/** Over the own past and the new tokens: the output [B, H, S, d] as if there were nothing else, and log sum exp of its scores [B, H, S, 1]. */
function attendOwn(g: GraphBuilder, { q, keys, values, bias, ownKeys, ownValues }: Own) {
  const past = g.matMul(q, ownKeys); // [B, H, S, M]
  const fresh = g.matMul(q, keys); // [B, H, S, S]
  const scores = g.add(g.concat([past, fresh], -1), bias); // [B, H, S, M+S]
  const probabilities = g.softmax(scores, -1);
  const ends = g.concat([g.shape(ownKeys, { start: 3, end: 4 }), g.shape(keys, { start: 3, end: 4 })], 0);
  const [toPast, toFresh] = splitTwo(g, probabilities, ends);
  const output = g.add(seen(g, toPast, ownValues), seen(g, toFresh, values));
  // log sum exp = max score - log of its probability; the largest probability never vanishes.
  const logSumExp = g.sub(largest(g, scores), g.op('Log', [largest(g, probabilities)]));
  return { output, logSumExp };
}

interface Shared {
  readonly heads: number;
  readonly headSize: number;
  readonly q: Value;
  readonly logSumExp: Value;
  readonly sharedBias: Value;
  readonly groupTokens: Value;
  readonly sharedKeys: Value;
  readonly sharedValues: Value;
}

/** Over the shared prefix, against what the own part weighs: its contribution [G, H, T, d], and what is left to the own part [G, H, T, 1]. */
function attendShared(g: GraphBuilder, shared: Shared) {
  const { groupTokens, logSumExp, sharedBias, sharedValues } = shared;
  const positions = g.shape(sharedBias, { start: 3, end: 4 });
  const scores = g.add(sharedScores(g, { ...shared, positions }), sharedBias); // [G, H, T, P]
  const probabilities = g.softmax(g.concat([scores, logSumExp], -1), -1); // [G, H, T, P+1]
  const ends = g.concat([positions, g.ints([1])], 0);
  const [toShared, ownShare] = splitTwo(g, probabilities, ends);
  // Of several tokens the short side is turned: the values are what takes time, and so they are read as they lie.
  const turned = (branch: GraphBuilder) => branch.transpose(seen(branch, sharedValues, toShared), [0, 1, 3, 2]);
  const isOne = g.op('Equal', [g.shape(groupTokens, { start: 1, end: 2 }), g.ints([1])]);
  const output = g.either(isOne, { then: (branch) => seen(branch, toShared, sharedValues), otherwise: turned });
  return { output, ownShare };
}

/** q keys [G, H, T, P], of keys that lie whole or in stretches. */
function sharedScores(
  g: GraphBuilder,
  { heads: H, headSize: d, positions, q, sharedKeys }: Shared & { readonly positions: Value },
): Value {
  const stretch = g.shape(sharedKeys, { start: 3, end: 4 });
  const whole = (branch: GraphBuilder) => branch.unsqueeze(branch.matMul(q, sharedKeys), [3]); // [G, H, T, 1, P]
  const byStretch = (branch: GraphBuilder) => {
    const keys = branch.reshape(sharedKeys, [0, H, -1, d, stretch]); // [G, H, N, d, K]
    const scores = branch.matMul(branch.unsqueeze(q, [2]), keys); // [G, H, N, T, K]
    return branch.transpose(scores, [0, 1, 3, 2, 4]); // [G, H, T, N, K]
  };
  const scores = g.either(g.op('Equal', [stretch, positions]), { then: whole, otherwise: byStretch });
  return g.reshape(scores, [0, 0, 0, -1]);
}

/** probabilities values^T, the values read as they lie: [.., S, n] and [.., d, n] -> [.., S, d] */
function seen(g: GraphBuilder, probabilities: Value, values: Value): Value {
  const attributes = { transB: 1, alpha: { float: 1 } };
  return g.op('FusedMatMul', [probabilities, values], { domain: 'com.microsoft', attributes });
}

function largest(g: GraphBuilder, x: Value): Value {
  return g.op('ReduceMax', [x, g.ints([-1])], { attributes: { keepdims: 1 } });
}

function splitTwo(g: GraphBuilder, x: Value, sizes: Value): [Value, Value] {
  const [first, second] = g.ops('Split', [x, sizes], { attributes: { axis: -1 }, outputs: 2 });
  if (!first || !second) throw new Error('Split gave less than it was asked for');
  return [first, second];
}

/** [maxPositions, d / 2] each. */
interface RopeTables {
  readonly cosines: Value;
  readonly sines: Value;
}

export interface Rope {
  readonly keys: RopeTables;
  /** With the scores' scale in them: a product with a factor of its own would be another, slower one where there is one token. */
  readonly queries: RopeTables;
}

interface RopeSizes {
  readonly hiddenSize: number;
  readonly heads: number;
  readonly ropeTheta: number;
  readonly maxPositions: number;
}

/** cos and sin of position theta^(-2i/d), made in double precision: single would cost 1e-4 at position 2000. */
export function ropeTables(g: GraphBuilder, { hiddenSize, heads, ropeTheta, maxPositions }: RopeSizes): Rope {
  const headSize = hiddenSize / heads;
  const half = headSize / 2;
  const table = (of: (angle: number) => number, scale: number) => {
    const read = () =>
      Float32Array.from({ length: maxPositions * half }, (_, index) => {
        const i = index % half;
        return scale * of(((index - i) / half) * ropeTheta ** (-i / half));
      });
    return { type: 'float32', dims: [maxPositions, half], read } as const;
  };
  const tables = (of: string, scale: number): RopeTables => ({
    cosines: g.weight(`rope.${of}.cosines`, table(Math.cos, scale)),
    sines: g.weight(`rope.${of}.sines`, table(Math.sin, scale)),
  });
  return { keys: tables('keys', 1), queries: tables('queries', headSize ** -0.5) };
}

/** Rotary position embedding (Su et al. 2021, arXiv 2104.09864) of the halves of each head, as Hugging Face's LLaMA: x cos + (-x2, x1) sin. */
function rotate(g: GraphBuilder, { x, positions, tables }: { x: Value; positions: Value; tables: RopeTables }): Value {
  const inputs = [x, positions, tables.cosines, tables.sines];
  return g.op('RotaryEmbedding', inputs, { domain: 'com.microsoft', attributes: { interleaved: 0 } });
}
