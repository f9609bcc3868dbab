/**
 * Runs a decoder graph by its contract (decoder.ts): so many new tokens of so many sequences in, logits out, and their
 * keys and values into the cache. Knows the shapes of one run; does not know requests, prefixes' names or priorities.
 */
import type { KeyValueCache } from './cache.ts';
import { decoderInputs, decoderOutputs, embeddingsGraph, type DecoderShape } from './decoder.ts';
import type { Device } from './device.ts';
import { openPlaced, placeOn, type DecoderSource, type Placed, type ReaderOptions } from './placed.ts';
import { isOnDevice, type AnyTensor, type Session } from './session.ts';
import { openSession } from './sessions.ts';
import type { Tensor } from './tensor.ts';

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
  /** Where it runs now. */
  readonly device: Device;
  readonly chunkTokens: number;
  /** What sequences without a prefix share. */
  readonly noPrefix: KeyValueCache;
  newCache(size: { readonly rows: number; readonly capacity: number }): KeyValueCache;
  embed(ids: readonly number[]): Promise<Float32Array>;
  /** Reads the new tokens; gives the logits after the last of each sequence. */
  read(reading: Reading): Promise<Float32Array[]>;
  /** Reads in smaller pieces from now on; false where they are small enough. */
  halveChunk(): boolean;
  /** Runs on the processor from now on. All caches made so far are of no use any more. */
  leaveDevice(): Promise<void>;
  release(): Promise<void>;
}

/** Opened on its device; where that fails, on the processor, and `onNotice` is told. */
export async function openReader(source: DecoderSource, options: ReaderOptions): Promise<Reader> {
  const { shape } = source;
  const embeddings = await openSession(source.embeddings, { threads: 1 }); // only a look-up
  let placed: Placed;
  try {
    placed = await openPlaced(source, options);
  } catch (error) {
    await embeddings.release();
    throw error;
  }
  let { chunkTokens } = placed;
  return {
    path: source.decoder,
    shape,
    get device() {
      return placed.device;
    },
    get chunkTokens() {
      return chunkTokens;
    },
    get noPrefix() {
      return placed.noPrefix;
    },
    newCache: (size) => placed.newCache(size),
    embed: async (ids) => {
      if (ids.length === 0) return new Float32Array();
      const { [embeddingsGraph.embeddings]: rows } = await embeddings.run({
        [embeddingsGraph.ids]: int64(ids, [ids.length]),
      });
      return floatsOf(rows, ids.length * shape.hiddenSize);
    },
    read: (reading) => read(placed.decoder, shape, reading),
    halveChunk: () => {
      if (chunkTokens <= leastChunk) return false;
      chunkTokens = Math.max(leastChunk, Math.floor(chunkTokens / 2));
      return true;
    },
    leaveDevice: async () => {
      await placed.release().catch(() => undefined); // a device that failed may fail at this too
      placed = await placeOn('cpu', source, options);
      chunkTokens = Math.min(chunkTokens, placed.chunkTokens);
    },
    release: async () => {
      await placed.release();
      await embeddings.release();
    },
  };
}

/** Fewer tokens than these save no memory worth having. */
const leastChunk = 32;

async function read(
  decoder: Session,
  shape: DecoderShape,
  { embeddings, own, shared }: Reading,
): Promise<Float32Array[]> {
  const { layers, hiddenSize, vocabSize } = shape;
  const counts = embeddings.map((stretch) => stretch.length / hiddenSize);
  const S = Math.max(...counts);
  const B = counts.length;
  const padded = new Float32Array(B * S * hiddenSize);
  for (const [b, stretch] of embeddings.entries()) padded.set(stretch, b * S * hiddenSize);
  await own.settle();
  await shared.cache.settle();
  const { groupTokens, tokenPlaces } = groupTokensOf(shared, S);
  const inputs: Record<string, AnyTensor> = {
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
    const [ownLayer, sharedLayer] = [own.layer(layer), shared.cache.layer(layer)];
    inputs[decoderInputs.ownKeys(layer)] = ownLayer.keys;
    inputs[decoderInputs.ownValues(layer)] = ownLayer.values;
    inputs[decoderInputs.sharedKeys(layer)] = sharedLayer.keys;
    inputs[decoderInputs.sharedValues(layer)] = sharedLayer.values;
  }
  const { [decoderOutputs.keys]: keys, [decoderOutputs.values]: values, ...outputs } = await decoder.run(inputs);
  if (!keys || !values) throw new TypeError('the graph gave no keys and values');
  try {
    await own.append({ keys, values }, { counts, stretch: S });
  } finally {
    for (const tensor of [keys, values]) if (isOnDevice(tensor)) tensor.release();
  }
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
  for (let b = 0; b < own.rows; b++) {
    for (let s = 0; s < S; s++) {
      const start = (b * S + s) * (M + S);
      own.openTo(b, data, start);
      data.fill(0, start + M, start + M + s + 1);
    }
  }
  return floats(data, [own.rows, 1, S, M + S]);
}

function sharedBiasOf(cache: KeyValueCache): Tensor {
  const P = cache.capacity;
  const data = new Float32Array(cache.rows * P).fill(-Infinity);
  for (let row = 0; row < cache.rows; row++) cache.openTo(row, data, row * P);
  return floats(data, [cache.rows, 1, 1, P]);
}

function floats(data: Float32Array, dims: readonly number[]): Tensor {
  return { type: 'float32', dims, data };
}

function int64(values: readonly number[], dims: readonly number[]): Tensor {
  return { type: 'int64', dims, data: BigInt64Array.from(values, BigInt) };
}

function floatsOf(tensor: AnyTensor | undefined, length: number): Float32Array {
  if (!tensor || !('data' in tensor) || !(tensor.data instanceof Float32Array) || tensor.data.length !== length) {
    throw new TypeError(`the graph's output is not ${length} floats`);
  }
  return tensor.data;
}
