/**
 * How far the logits of a model with rounded weights are from those of the same model with its own, found while its matrices
 * pass by: two forward passes over a few tokens, one with each, that take up every matrix when its turn comes. So a model is
 * compared that is larger than memory, and no weight is read again. Knows LLaMA's equations (llama.ts), in float32 and in
 * plain loops; knows no graph.
 *
 * The decoder's file has its matrices in the order in which a forward pass needs them; the probe relies on that.
 */
import { blockSize, type RowsSeen } from '../onnx/index.ts';
import type { LlamaConfig } from './llama.ts';
import { valuesOf, type MatrixWatcher, type NamedTensors, type Precision } from './weights.ts';

/** Tokens of the comparison; four, because the loops below go four at a time. */
const tokenCount = 4;

/** A row of numbers for each token. */
type Rows = readonly Float32Array[];

interface Wanted {
  /** Matrices that are applied to the same input. */
  readonly names: readonly string[];
  readonly input: Rows;
}

export interface LogitsProbe {
  readonly onMatrix: MatrixWatcher;
  /** When all matrices have passed: the relative L2 of the last token's logits. */
  readonly relativeL2: () => number;
}

export function logitsProbe(
  config: LlamaConfig,
  { precision, tensors }: { tensors: NamedTensors; precision: Precision },
): LogitsProbe {
  const vector = (name: string) => valuesOf(tensors, name);
  const roundsInputs = precision === 'int8' || precision === 'int4';
  const exact = new Pass(config, vector, false);
  const kept = new Pass(config, vector, roundsInputs);
  return {
    onMatrix: (name): RowsSeen | undefined => {
      if (!name.endsWith('_proj.weight') && !/^(lm_head|model[.]embed_tokens)[.]weight$/.test(name)) return undefined;
      return (firstRow, values, keptValues) => {
        exact.take(name, firstRow, values);
        kept.take(name, firstRow, keptValues);
      };
    },
    relativeL2: () => distance(kept.logits(), exact.logits()),
  };
}

/** One forward pass, driven by the matrices that arrive. */
class Pass {
  readonly #config: LlamaConfig;
  readonly #steps: Generator<Wanted, Float32Array, ReadonlyMap<string, Rows>>;
  readonly #roundsInputs: boolean;
  readonly #embeddings: Rows;
  readonly #ids: readonly number[];
  #wanted: Wanted | null = null;
  #made = new Map<string, { rows: Rows; filled: number }>();
  #logits: Float32Array | null = null;

  constructor(config: LlamaConfig, vector: (name: string) => Float32Array, roundsInputs: boolean) {
    this.#config = config;
    this.#roundsInputs = roundsInputs;
    this.#ids = tokensOf(config);
    this.#embeddings = newRows(config.hiddenSize);
    this.#steps = forward(config, { vector, embeddings: this.#embeddings });
  }

  take(name: string, firstRow: number, values: Float32Array): void {
    if (name === 'model.embed_tokens.weight') return this.#embed(firstRow, values);
    if (!this.#wanted) this.#advance(new Map());
    const { input, names } = this.#wanted ?? { input: [], names: [] };
    if (!names.includes(name)) throw new Error(`${name} came out of its turn`);
    const width = input[0]?.length ?? 1;
    const rows = values.length / width;
    const height = heightOf(name, this.#config);
    const made = this.#made.get(name) ?? { rows: newRows(height), filled: 0 };
    this.#made.set(name, made);
    multiply(values, input, { rows: made.rows, firstRow });
    made.filled += rows;
    if (made.filled === height && names.every((one) => this.#made.get(one)?.filled === heightOf(one, this.#config))) {
      this.#advance(new Map([...this.#made].map(([one, { rows: result }]) => [one, result])));
    }
  }

  logits(): Float32Array {
    if (!this.#logits) throw new Error('not all matrices have passed');
    return this.#logits;
  }

  #embed(firstRow: number, values: Float32Array): void {
    const width = this.#config.hiddenSize;
    for (const [token, id] of this.#ids.entries()) {
      const at = (id - firstRow) * width;
      if (at >= 0 && at < values.length) this.#embeddings[token]?.set(values.subarray(at, at + width));
    }
  }

  #advance(results: ReadonlyMap<string, Rows>): void {
    const step = this.#steps.next(results);
    this.#made = new Map();
    if (step.done) {
      this.#logits = step.value;
      this.#wanted = null;
    } else {
      const { input, names } = step.value;
      this.#wanted = { names, input: this.#roundsInputs ? input.map(roundedByBlocks) : input };
    }
  }
}

/** The first token opens a text; the others are spread over the vocabulary. */
function tokensOf({ vocabSize }: LlamaConfig): number[] {
  return Array.from({ length: tokenCount }, (_, index) =>
    index === 0 ? 1 : Math.floor((index * vocabSize) / tokenCount),
  );
}

interface Known {
  readonly vector: (name: string) => Float32Array;
  readonly embeddings: Rows;
}

/** llama.ts in loops: asks for products, is given them, returns the last token's logits. */
function* forward(
  config: LlamaConfig,
  { embeddings, vector }: Known,
): Generator<Wanted, Float32Array, ReadonlyMap<string, Rows>> {
  let x = embeddings;
  for (let layer = 0; layer < config.layers; layer++) {
    const name = (part: string) => `model.layers.${layer}.${part}.weight`;
    const ask = (parts: readonly string[], input: Rows): Wanted => ({ names: parts.map(name), input });
    const of = (results: ReadonlyMap<string, Rows>, part: string): Rows => results.get(name(part)) ?? [];
    const input = rmsNorm(x, vector(name('input_layernorm')), config);
    const qkv = yield ask(['self_attn.q_proj', 'self_attn.k_proj', 'self_attn.v_proj'], input);
    const [q, k] = ['self_attn.q_proj', 'self_attn.k_proj'].map((part) => rotated(of(qkv, part), config));
    const seen = attention({ q: q ?? [], k: k ?? [], v: of(qkv, 'self_attn.v_proj') }, config);
    const afterAttention = added(x, of(yield ask(['self_attn.o_proj'], seen), 'self_attn.o_proj'));
    const between = rmsNorm(afterAttention, vector(name('post_attention_layernorm')), config);
    const mlp = yield ask(['mlp.gate_proj', 'mlp.up_proj'], between);
    const up = of(mlp, 'mlp.up_proj');
    const gated = of(mlp, 'mlp.gate_proj').map((gate, token) =>
      gate.map((value, at) => (value / (1 + Math.exp(-value))) * (up[token]?.[at] ?? Number.NaN)),
    );
    x = added(afterAttention, of(yield ask(['mlp.down_proj'], gated), 'mlp.down_proj'));
  }
  const last = rmsNorm(x, vector('model.norm.weight'), config);
  const logits = yield { names: ['lm_head.weight'], input: last };
  return logits.get('lm_head.weight')?.at(-1) ?? new Float32Array(0);
}

function rmsNorm(x: Rows, weight: Float32Array, { rmsNormEps }: LlamaConfig): Rows {
  return x.map((row) => {
    const meanSquare = row.reduce((sum, value) => sum + value * value, 0) / row.length;
    const factor = 1 / Math.sqrt(meanSquare + rmsNormEps);
    return row.map((value, at) => value * factor * (weight[at] ?? Number.NaN));
  });
}

function rotated(x: Rows, { heads, hiddenSize, ropeTheta }: LlamaConfig): Rows {
  const d = hiddenSize / heads;
  const half = d / 2;
  return x.map((row, position) =>
    row.map((value, at) => {
      const place = at % d;
      const angle = position * ropeTheta ** (-(place % half) / half);
      const other = row[place < half ? at + half : at - half] ?? Number.NaN;
      return value * Math.cos(angle) + (place < half ? -other : other) * Math.sin(angle);
    }),
  );
}

/** Causal, head by head. */
function attention({ k, q, v }: { q: Rows; k: Rows; v: Rows }, { heads, hiddenSize }: LlamaConfig): Rows {
  const d = hiddenSize / heads;
  const output = newRows(hiddenSize);
  for (let token = 0; token < tokenCount; token++) {
    for (let from = 0; from < hiddenSize; from += d) {
      const cut = (rows: Rows, of: number) => rows[of]?.subarray(from, from + d) ?? new Float32Array(d);
      const query = cut(q, token);
      const scores = Array.from({ length: token + 1 }, (_, other) => {
        const key = cut(k, other);
        return query.reduce((sum, value, at) => sum + value * (key[at] ?? Number.NaN), 0) / Math.sqrt(d);
      });
      const largest = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - largest));
      const total = shares.reduce((sum, share) => sum + share, 0);
      const into = cut(output, token);
      for (const [other, share] of shares.entries()) {
        const value = cut(v, other);
        for (let at = 0; at < d; at++) into[at] = (into[at] ?? 0) + (share / total) * (value[at] ?? Number.NaN);
      }
    }
  }
  return output;
}

function added(a: Rows, b: Rows): Rows {
  return a.map((row, token) => row.map((value, at) => value + (b[token]?.[at] ?? Number.NaN)));
}

/** values [rows, width] times each token's input; into each token's row from `firstRow` on. */
function multiply(values: Float32Array, input: Rows, into: { rows: Rows; firstRow: number }): void {
  const none = new Float32Array(0);
  const [a = none, b = none, c = none, d = none] = input;
  const [toA = none, toB = none, toC = none, toD = none] = into.rows;
  const width = a.length;
  for (let row = 0, from = 0; from < values.length; row++, from += width) {
    let [sumA, sumB, sumC, sumD] = [0, 0, 0, 0];
    for (let at = 0; at < width; at++) {
      const value = values[from + at] ?? 0;
      sumA += value * (a[at] ?? 0);
      sumB += value * (b[at] ?? 0);
      sumC += value * (c[at] ?? 0);
      sumD += value * (d[at] ?? 0);
    }
    const to = into.firstRow + row;
    toA[to] = sumA;
    toB[to] = sumB;
    toC[to] = sumC;
    toD[to] = sumD;
  }
}

/** As the runtime rounds what it multiplies with matrices of few bits: 8 bits, by blocks. */
function roundedByBlocks(row: Float32Array): Float32Array {
  const rounded = new Float32Array(row.length);
  for (let first = 0; first < row.length; first += blockSize) {
    const block = row.subarray(first, first + blockSize);
    const scale = block.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) / 127;
    rounded.set(
      block.map((value) => (scale === 0 ? 0 : Math.round(value / scale) * scale)),
      first,
    );
  }
  return rounded;
}

function heightOf(name: string, { hiddenSize, intermediateSize, vocabSize }: LlamaConfig): number {
  if (name === 'lm_head.weight') return vocabSize;
  return /[.](gate|up)_proj[.]/.test(name) ? intermediateSize : hiddenSize;
}

function newRows(width: number): Rows {
  return Array.from({ length: tokenCount }, () => new Float32Array(width));
}

export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let [squares, total] = [0, 0];
  for (let index = 0; index < expected.length; index++) {
    const right = expected[index] ?? Number.NaN;
    squares += ((actual[index] ?? Number.NaN) - right) ** 2;
    total += right * right;
  }
  return Math.sqrt(squares / total);
}
