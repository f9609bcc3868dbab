/**
 * Runs a decoder graph by its contract (decoder.ts): so many new tokens of so many sequences in, logits out, and their
 * keys and values into the cache. Knows the shapes of one run; does not know requests, prefixes' names or priorities.
 */
import { KeyValueCache } from './cache.ts';
import { decoderInputs, decoderOutputs, embeddingsGraph, type DecoderShape } from './decoder.ts';
import { EngineError } from './problem.ts';
import { openSession, type Session } from './sessions.ts';
import type { Tensor } from './tensor.ts';

export interface DecoderSource {
  /** Paths of the graphs. */
  readonly decoder: string;
  readonly embeddings: string;
  readonly shape: DecoderShape;
  /** Most tokens read in one call, so most work between two looks at the messages; by default what a core does in some seconds at worst. */
  readonly chunkTokens?: number;
}

/** The prefixes of a run: row r of `cache` is the prefix of every sequence whose `rowOf` is r. */
export interface SharedPrefixes {
  readonly cache: KeyValueCache;
  readonly rowOf: readonly number[];
}

export interface Reading {
  /** The new tokens of each sequence, one stretch a sequence: [count, D] flat. */
  readonly embeddings: readonly Float32Array[];
  /** One row a sequence; grows by the new tokens. */
  readonly own: KeyValueCache;
  readonly shared: SharedPrefixes;
}

export interface Reader {
  /** Of the decoder's graph. */
  readonly path: string;
  readonly shape: DecoderShape;
  readonly chunkTokens: number;
  /** What sequences without a prefix share. */
  readonly noPrefix: KeyValueCache;
  embed(ids: readonly number[]): Promise<Float32Array>;
  /** Reads the new tokens; gives the logits after the last of each sequence. */
  read(reading: Reading): Promise<Float32Array[]>;
  release(): Promise<void>;
}

export async function openReader(source: DecoderSource, options: { threads: number }): Promise<Reader> {
  const { shape } = source;
  const decoder = await openSession(source.decoder, options);
  const embeddings = await openEmbeddings(decoder, source);
  return {
    path: source.decoder,
    shape,
    chunkTokens: source.chunkTokens ?? defaultChunkTokens(shape),
    noPrefix: new KeyValueCache(shape, { rows: 1, capacity: 0 }),
    embed: async (ids) => {
      if (ids.length === 0) return new Float32Array();
      const { [embeddingsGraph.embeddings]: rows } = await embeddings.run({
        [embeddingsGraph.ids]: int64(ids, [ids.length]),
      });
      return floatsOf(rows, ids.length * shape.hiddenSize);
    },
    read: (reading) => read(decoder, shape, reading),
    release: async () => {
      await decoder.release();
      await embeddings.release();
    },
  };
}

/** Opened once the decoder is known to keep the contract; where anything fails, nothing stays loaded. */
async function openEmbeddings(decoder: Session, { shape, embeddings }: DecoderSource): Promise<Session> {
  try {
    checkContract(decoder, shape);
    return await openSession(embeddings, { threads: 1 }); // only a look-up
  } catch (error) {
    await decoder.release();
    throw error;
  }
}

/** A multiple of 32 within 32 and 512, the smaller the larger the decoder: about 4e11 multiplications, taking 12 D^2 a layer and token. */
function defaultChunkTokens({ layers, hiddenSize }: DecoderShape): number {
  const tokens = 4e11 / (12 * layers * hiddenSize ** 2);
  return 32 * Math.min(16, Math.max(1, Math.round(tokens / 32)));
}

async function read(
  decoder: Session,
  shape: DecoderShape,
  { embeddings, own, shared }: Reading,
): Promise<Float32Array[]> {
  const { layers, heads, headSize, hiddenSize, vocabSize } = shape;
  const counts = embeddings.map((stretch) => stretch.length / hiddenSize);
  const S = Math.max(...counts);
  const B = counts.length;
  const padded = new Float32Array(B * S * hiddenSize);
  for (const [b, stretch] of embeddings.entries()) padded.set(stretch, b * S * hiddenSize);
  const { groupTokens, tokenPlaces } = groupTokensOf(shared, S);
  const inputs: Record<string, Tensor> = {
    [decoderInputs.embeddings]: floats(padded, [B, S, hiddenSize]),
    [decoderInputs.positions]: positionsOf({ own, shared, S, maxPositions: shape.maxPositions }),
    [decoderInputs.last]: int64(
      counts.map((count, b) => b * S + count - 1),
      [B],
    ),
    [decoderInputs.bias]: biasOf(own, S),
    [decoderInputs.sharedBias]: sharedBiasOf(shared.cache),
    [decoderInputs.groupTokens]: groupTokens,
    [decoderInputs.tokenPlaces]: tokenPlaces,
  };
  for (let layer = 0; layer < layers; layer++) {
    const ownBlock = own.block(layer);
    const sharedBlock = shared.cache.block(layer);
    const ownDims = [B, heads, own.capacity, headSize];
    const sharedDims = [shared.cache.rows, heads, shared.cache.capacity, headSize];
    inputs[decoderInputs.ownKeys(layer)] = floats(ownBlock.keys, ownDims);
    inputs[decoderInputs.ownValues(layer)] = floats(ownBlock.values, ownDims);
    inputs[decoderInputs.sharedKeys(layer)] = floats(sharedBlock.keys, sharedDims);
    inputs[decoderInputs.sharedValues(layer)] = floats(sharedBlock.values, sharedDims);
  }
  const outputs = await decoder.run(inputs);
  const rows = layers * B * S * heads * headSize;
  const keys = floatsOf(outputs[decoderOutputs.keys], rows);
  const values = floatsOf(outputs[decoderOutputs.values], rows);
  own.append({ keys, values }, { counts, stretch: S });
  const logits = floatsOf(outputs[decoderOutputs.logits], B * vocabSize);
  return counts.map((_, b) => logits.subarray(b * vocabSize, (b + 1) * vocabSize));
}

/** Every new token of every sequence, group by group; a short group repeats its last token. */
function groupTokensOf({ cache, rowOf }: SharedPrefixes, S: number): { groupTokens: Tensor; tokenPlaces: Tensor } {
  const members = Array.from({ length: cache.rows }, () => [] as number[]);
  for (const [sequence, row] of rowOf.entries()) {
    for (let s = 0; s < S; s++) members[row]?.push(sequence * S + s);
  }
  const T = Math.max(...members.map((tokens) => tokens.length));
  const places = new BigInt64Array(rowOf.length * S);
  for (const [group, tokens] of members.entries()) {
    for (const [index, token] of tokens.entries()) places[token] = BigInt(group * T + index);
  }
  const padded = members.flatMap((tokens) =>
    Array.from({ length: T }, (_, index) => tokens[index] ?? tokens.at(-1) ?? 0),
  );
  return {
    groupTokens: int64(padded, [cache.rows, T]),
    tokenPlaces: { type: 'int64', dims: [places.length], data: places },
  };
}

function positionsOf({
  own,
  shared,
  S,
  maxPositions,
}: {
  own: KeyValueCache;
  shared: SharedPrefixes;
  S: number;
  maxPositions: number;
}): Tensor {
  const starts = own.lengths.map((length, b) => length + (shared.cache.lengths[shared.rowOf[b] ?? 0] ?? 0));
  const all = starts.flatMap((start) => Array.from({ length: S }, (_, s) => Math.min(start + s, maxPositions - 1)));
  return int64(all, [starts.length, S]);
}

/** Own positions up to the row's length and new ones up to the token itself. */
function biasOf(own: KeyValueCache, S: number): Tensor {
  const M = own.capacity;
  const data = new Float32Array(own.rows * S * (M + S)).fill(-Infinity);
  for (const [b, length] of own.lengths.entries()) {
    for (let s = 0; s < S; s++) {
      const start = (b * S + s) * (M + S);
      data.fill(0, start, start + length);
      data.fill(0, start + M, start + M + s + 1);
    }
  }
  return floats(data, [own.rows, 1, S, M + S]);
}

function sharedBiasOf(cache: KeyValueCache): Tensor {
  const P = cache.capacity;
  const data = new Float32Array(cache.rows * P).fill(-Infinity);
  for (const [row, length] of cache.lengths.entries()) data.fill(0, row * P, row * P + length);
  return floats(data, [cache.rows, 1, 1, P]);
}

function checkContract(decoder: Session, { layers, heads, headSize, hiddenSize }: DecoderShape): void {
  const embeddings = decoder.inputDims(decoderInputs.embeddings);
  const keys = decoder.inputDims(decoderInputs.ownKeys(layers - 1));
  const beyond = decoder.inputDims(decoderInputs.ownKeys(layers));
  if (embeddings?.[2] !== hiddenSize || keys?.[1] !== heads || keys[3] !== headSize || beyond) {
    throw new EngineError({
      code: 'graph-unreadable',
      path: decoder.path,
      cause: `not a decoder of ${layers} layers, ${heads} heads of ${headSize} and width ${hiddenSize}`,
    });
  }
}

function floats(data: Float32Array, dims: readonly number[]): Tensor {
  return { type: 'float32', dims, data };
}

function int64(values: readonly number[], dims: readonly number[]): Tensor {
  return { type: 'int64', dims, data: BigInt64Array.from(values, BigInt) };
}

function floatsOf(tensor: Tensor | undefined, length: number): Float32Array {
  if (!(tensor?.data instanceof Float32Array) || tensor.data.length !== length) {
    throw new TypeError(`the graph's output is not ${length} floats`);
  }
  return tensor.data;
}
