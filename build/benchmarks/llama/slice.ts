/**
 * A slice of a LLaMA, of any size, as an imported model folder has it at int4, with random weights that are made as fast as
 * they are written. Knows how such weights lie (native-models/onnx/blocks.ts); what it writes says nothing.
 */
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import type { DecoderSource } from '../../../main/engine/index.ts';
import {
  blockSize,
  halvesOf,
  WeightFile,
  writeOnnx,
  type BlockWeight,
  type LazyTensor,
  type Weight,
} from '../../../native-models/onnx/index.ts';
import {
  decoderShapeOf,
  llamaDecoder,
  llamaEmbeddings,
  type LlamaConfig,
  type LlamaWeights,
} from '../../../native-models/video-panda/llama.ts';
import { anyBytes } from './bytes.ts';

export async function writeSlice(folder: string, config: LlamaConfig): Promise<DecoderSource> {
  const weights = sliceWeights(config);
  const file = new WeightFile('decoder.weights');
  const source = {
    decoder: join(folder, 'decoder.onnx'),
    embeddings: join(folder, 'embeddings.onnx'),
    shape: decoderShapeOf(config),
  };
  await writeFile(source.embeddings, writeOnnx(llamaEmbeddings(config, weights).graph, file));
  await writeFile(source.decoder, writeOnnx(llamaDecoder(config, weights).graph, file));
  await writeFile(join(folder, file.name), file.chunks());
  return source;
}

/** Bytes of the weights that are read for each token: all but the embeddings, of which it is one row. */
export function bytesOfMatrices({ hiddenSize: D, intermediateSize: I, layers, vocabSize: V }: LlamaConfig): number {
  // With a scale and, of 4 bits, a zero.
  const bytesOf = (bits: number) => (bits * blockSize) / 8 + Float32Array.BYTES_PER_ELEMENT + (bits === 4 ? 0.5 : 0);
  return (layers * (4 * D * D + 3 * D * I) * bytesOf(4) + V * D * bytesOf(8)) / blockSize;
}

function sliceWeights({ hiddenSize: D, intermediateSize: I, vocabSize: V }: LlamaConfig): LlamaWeights {
  const plain = new Map<string, Weight>();
  const linear = new Map<string, BlockWeight>();
  const plainOf = (name: string): Weight => {
    if (name.includes('norm')) return { type: 'float32', dims: [D], data: new Float32Array(D).fill(1) };
    const row = halvesOf(Float32Array.from({ length: 8191 }, (_, index) => Math.sin(index)));
    const read = () => Uint16Array.from({ length: V * D }, (_, index) => row[index % row.length] ?? 0);
    return { type: 'float16', dims: [V, D], read };
  };
  const linearOf = (name: string): BlockWeight => {
    const isLast = name.startsWith('lm_head');
    if (isLast) return blocks(name, { bits: 8, dims: [V, D] });
    if (name.includes('down_proj')) return blocks(name, { bits: 4, dims: [D, I] });
    return blocks(name, { bits: 4, dims: name.includes('mlp') ? [I, D] : [D, D] });
  };
  return {
    plain: (name) => remembered(plain, name, plainOf),
    linear: (name) => remembered(linear, name, linearOf),
  };
}

/** Its scales are such that what it gives is as large as what it was given. */
function blocks(name: string, { bits, dims }: Pick<BlockWeight, 'bits' | 'dims'>): BlockWeight {
  const [N, K] = dims;
  const perRow = Math.ceil(K / blockSize);
  const bytes = (bits * blockSize) / 8;
  const total = N * perRow * bytes;
  const scale = 1 / ((bits === 4 ? 4.6 : 74) * Math.sqrt(K));
  const packed = {
    type: 'uint8',
    dims: [N, perRow, bytes],
    read: () => Buffer.concat([...anyBytes(total, name)]),
  } as const;
  const scales = { type: 'float32', dims: [N * perRow], read: () => new Float32Array(N * perRow).fill(scale) } as const;
  const middles = N * Math.ceil(perRow / 2);
  const zeros: LazyTensor = { type: 'uint8', dims: [middles], read: () => new Uint8Array(middles).fill(0x88) };
  const parts = () => anyBytes(total, name);
  return { kind: 'blocks', bits, dims, packed: { ...packed, parts }, scales, zeros: bits === 4 ? zeros : null };
}

function remembered<Value>(known: Map<string, Value>, name: string, make: (name: string) => Value): Value {
  const found = known.get(name) ?? make(name);
  known.set(name, found);
  return found;
}
