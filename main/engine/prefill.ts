/**
 * Reads a prefix into the cache, one chunk a call. Knows pieces and chunks; does not know when its turn is.
 */
import { roundToStretch } from './key-stretches.ts';
import type { PrefixPiece } from './generation.ts';
import type { Prefix } from './prefixes.ts';
import type { Reader } from './reader.ts';

/** Reads the next chunk of a prefix that was given; the last one makes it held. */
export async function readPrefixChunk(prefix: Prefix): Promise<void> {
  const { reader, state } = prefix;
  if (state.kind !== 'given') return;
  const { chunkTokens, shape } = reader;
  state.reading ??= {
    embeddings: await embedPieces(reader, state.pieces),
    cache: reader.newCache({ rows: 1, capacity: roundToStretch(state.length) }),
  };
  const { embeddings, cache } = state.reading;
  const done = cache.lengths[0] ?? 0;
  if (done < state.length) {
    const chunk = embeddings.subarray(done * shape.hiddenSize, (done + chunkTokens) * shape.hiddenSize);
    await reader.read({ embeddings: [chunk], own: cache, shared: { cache: reader.noPrefix, rowOf: [0] } });
  }
  if (cache.lengths[0] === state.length) {
    cache.seal();
    prefix.state = { kind: 'held', cache };
  }
}

async function embedPieces(reader: Reader, pieces: readonly PrefixPiece[]): Promise<Float32Array> {
  const { hiddenSize } = reader.shape;
  const parts: Float32Array[] = [];
  for (const piece of pieces) {
    if ('ids' in piece) parts.push(await reader.embed(piece.ids));
    else parts.push(checkedEmbeddings(piece.embeddings.data, piece.embeddings.dims, hiddenSize));
  }
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function checkedEmbeddings(data: unknown, dims: readonly number[], hiddenSize: number): Float32Array {
  if (!(data instanceof Float32Array) || dims.length !== 2 || dims[1] !== hiddenSize) {
    throw new RangeError(`embeddings are float32 [n, ${hiddenSize}], not [${dims.join(', ')}]`);
  }
  return data;
}
