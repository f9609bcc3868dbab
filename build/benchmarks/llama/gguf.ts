/**
 * Writes a LLaMA of any size with random weights as llama.cpp reads it (GGUF 3): matrices as Q4_0, the last one as Q8_0, as
 * ours has 4 and 8 bits; by blocks of 32, which is llama.cpp's own form. Knows the file's form; no weights worth having, and no tokenizer.
 *
 * Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md .
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { halvesOf } from '../../../native-models/onnx/index.ts';
import type { LlamaConfig } from '../../../native-models/video-panda/llama.ts';
import { anyBytes } from './bytes.ts';

/** Of a block of 32: its number in the format, its bytes (a float16 scale before the codes), and how far its codes spread. */
const kinds = {
  f32: { id: 0, block: 1, bytes: 4, spread: 1 },
  q4_0: { id: 2, block: 32, bytes: 18, spread: 4.6 },
  q8_0: { id: 8, block: 32, bytes: 34, spread: 74 },
} as const;

interface GgufTensor {
  readonly name: string;
  readonly kind: keyof typeof kinds;
  /** The innermost first. */
  readonly dims: readonly number[];
}

const alignment = 32;

export function writeGguf(path: string, config: LlamaConfig): void {
  const tensors = tensorsOf(config);
  const facts = factsOf(config);
  let size = 0;
  const infos = tensors.map((tensor) => {
    const offset = size;
    size = aligned(offset + bytesOf(tensor));
    const { dims, kind, name } = tensor;
    return Buffer.concat([
      text(name),
      uint32(dims.length),
      ...dims.map(uint64),
      uint32(kinds[kind].id),
      uint64(offset),
    ]);
  });
  const counts = [uint32(3), uint64(tensors.length), uint64(facts.length)];
  const head = Buffer.concat([Buffer.from('GGUF'), ...counts, ...facts, ...infos]);
  const file = openSync(path, 'w');
  try {
    let at = writeSync(file, Buffer.concat([head, Buffer.alloc(aligned(head.length) - head.length)]));
    for (const tensor of tensors) {
      const end = aligned(at + bytesOf(tensor));
      for (const part of valuesOf(tensor)) at += writeSync(file, part);
      at += writeSync(file, Buffer.alloc(end - at));
    }
  } finally {
    closeSync(file);
  }
}

function factsOf(config: LlamaConfig): Buffer[] {
  const { heads, hiddenSize, intermediateSize, layers, maxPositions, rmsNormEps, ropeTheta, vocabSize } = config;
  const number = (key: string, value: number) => Buffer.concat([text(key), uint32(4), uint32(value)]);
  const float = (key: string, value: number) => Buffer.concat([text(key), uint32(6), float32(value)]);
  const word = (key: string, value: string) => Buffer.concat([text(key), uint32(8), text(value)]);
  return [
    word('general.architecture', 'llama'),
    number('general.file_type', 2),
    number('llama.context_length', maxPositions),
    number('llama.embedding_length', hiddenSize),
    number('llama.block_count', layers),
    number('llama.feed_forward_length', intermediateSize),
    number('llama.attention.head_count', heads),
    number('llama.attention.head_count_kv', heads),
    float('llama.attention.layer_norm_rms_epsilon', rmsNormEps),
    number('llama.rope.dimension_count', hiddenSize / heads),
    float('llama.rope.freq_base', ropeTheta),
    number('llama.vocab_size', vocabSize),
    word('tokenizer.ggml.model', 'no_vocab'),
  ];
}

function tensorsOf({ hiddenSize: D, intermediateSize: I, layers, vocabSize: V }: LlamaConfig): GgufTensor[] {
  const matrix = (name: string, from: number, to: number): GgufTensor => ({ name, kind: 'q4_0', dims: [from, to] });
  const norm = (name: string): GgufTensor => ({ name, kind: 'f32', dims: [D] });
  const all = [matrix('token_embd.weight', D, V), norm('output_norm.weight')];
  for (let layer = 0; layer < layers; layer++) {
    const at = `blk.${layer}`;
    all.push(norm(`${at}.attn_norm.weight`), norm(`${at}.ffn_norm.weight`));
    for (const part of ['attn_q', 'attn_k', 'attn_v', 'attn_output']) all.push(matrix(`${at}.${part}.weight`, D, D));
    for (const part of ['ffn_gate', 'ffn_up']) all.push(matrix(`${at}.${part}.weight`, D, I));
    all.push(matrix(`${at}.ffn_down.weight`, I, D));
  }
  return [...all, { name: 'output.weight', kind: 'q8_0', dims: [D, V] }];
}

/** Norms are ones; a matrix's scales are such that what it gives is as large as what it was given. */
function* valuesOf(tensor: GgufTensor): Generator<Uint8Array> {
  const { block, bytes, spread } = kinds[tensor.kind];
  if (tensor.kind === 'f32') {
    yield new Uint8Array(new Float32Array(tensor.dims[0] ?? 0).fill(1).buffer);
    return;
  }
  const [scale = 0] = halvesOf([1 / (spread * Math.sqrt(tensor.dims[0] ?? block))]);
  const made = Buffer.alloc(bytes << 14);
  let at = 0;
  for (const part of anyBytes(made.length, tensor.name)) {
    made.set(part, at);
    at += part.length;
  }
  for (let start = 0; start < made.length; start += bytes) made.writeUInt16LE(scale, start);
  const total = bytesOf(tensor);
  for (let done = 0; done < total; done += made.length) yield made.subarray(0, Math.min(made.length, total - done));
}

function bytesOf({ dims, kind }: GgufTensor): number {
  const { block, bytes } = kinds[kind];
  return (dims.reduce((product, size) => product * size, 1) / block) * bytes;
}

function aligned(offset: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}
