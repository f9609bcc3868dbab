/**
 * For tests and rehearsals: writes a model as its authors publish it, in two shards with an index, with what they publish
 * besides (STAB a second time over the same storages, a teacher, counters). Knows the layout; reads nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSafetensors, type MadeTensor } from '../checkpoint/made-safetensors.ts';
import { ownStorages, writeTorchFile, type MadeView } from '../checkpoint/made-torch-file.ts';
import { floatsOf, halvesOf, readParts, type Weight } from '../onnx/index.ts';
import { WireWriter } from '../onnx/wire.ts';
import { readTokenizer } from '../tokenizer/index.ts';
import type { VideoPandaConfig } from './config.ts';
import { tensorShapes } from './tensor-shapes.ts';
import type { NamedTensors } from './weights.ts';

export interface MadeCheckpoint {
  readonly config: VideoPandaConfig;
  readonly tensors: NamedTensors;
  readonly format: 'torch' | 'safetensors';
  readonly type: 'F32' | 'F16' | 'BF16';
  readonly tokenizer: Uint8Array;
  /** Matrices of which the first row stands for all: a large model in a small file. */
  readonly repeats?: (name: string) => boolean;
}

export function writeCheckpoint(folder: string, made: MadeCheckpoint): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(officialJson(made.config), null, 2));
  writeFileSync(join(folder, 'tokenizer.model'), made.tokenizer);
  writeShards(folder, { format: made.format, tensors: madeTensors(made) });
}

/** What a LlamaConfig of the authors' looks like. */
export function officialJson({ bos, eos, llm, vision }: VideoPandaConfig): Record<string, unknown> {
  return {
    architectures: ['VideoPandaLlamaForCausalLM'],
    model_type: 'videopanda',
    torch_dtype: 'float16',
    hidden_act: 'silu',
    bos_token_id: bos,
    eos_token_id: eos,
    hidden_size: llm.hiddenSize,
    intermediate_size: llm.intermediateSize,
    num_hidden_layers: llm.layers,
    num_attention_heads: llm.heads,
    num_key_value_heads: llm.heads,
    vocab_size: llm.vocabSize,
    rms_norm_eps: llm.rmsNormEps,
    max_position_embeddings: llm.maxPositions,
    rope_scaling: null,
    tie_word_embeddings: false,
    mm_projector_type: 'mlp2x_gelu',
    mm_hidden_size: vision.hiddenSize,
    video_hidden_size: vision.hiddenSize,
  };
}

/** All tensors of the model by their published names, in the published type. */
export function madeTensors({
  config,
  repeats = () => false,
  tensors,
  type,
}: Pick<MadeCheckpoint, 'config' | 'repeats' | 'tensors' | 'type'>): MadeTensor[] {
  return [...tensorShapes(config)].map(([name, dims]) => ({
    name: name.replace(/^video_/, 'model.video_'),
    type,
    dims,
    repeats: repeats(name),
    bytes: () => bytesAs(tensors.get(name), type),
  }));
}

export function writeShards(
  folder: string,
  { format, tensors }: { format: 'torch' | 'safetensors'; tensors: readonly MadeTensor[] },
): void {
  const half = Math.ceil(tensors.length / 2);
  const shards = [tensors.slice(0, half), tensors.slice(half)];
  const names = shards.map((_, index) => shardName(format, { index, count: shards.length }));
  const map: Record<string, string> = {};
  for (const [index, shard] of shards.entries()) {
    const name = names[index] ?? '';
    for (const tensor of shard) map[tensor.name] = name;
    if (format === 'safetensors') writeSafetensors(join(folder, name), shard);
    else {
      const views = ownStorages(shard);
      const more = [...twinsOf(views), ...(index === 0 ? besides : [])];
      for (const { name: twin } of more) map[twin] = name;
      writeTorchFile(join(folder, name), [...views, ...more]);
    }
  }
  const index = format === 'torch' ? 'pytorch_model.bin.index.json' : 'model.safetensors.index.json';
  writeFileSync(join(folder, index), JSON.stringify({ metadata: {}, weight_map: map }));
}

function shardName(format: MadeCheckpoint['format'], { count, index }: { count: number; index: number }): string {
  const five = (number: number) => String(number).padStart(5, '0');
  const of = `${five(index + 1)}-of-${five(count)}`;
  return format === 'torch' ? `pytorch_model-${of}.bin` : `model-${of}.safetensors`;
}

/** The vision part stands in the checkpoint twice, over one storage. */
function twinsOf(views: readonly MadeView[]): MadeView[] {
  return views.flatMap((view) => {
    const name = view.name
      .replace('model.video_tower.', 'model.vision_tower.')
      .replace('video_projector', 'mm_projector');
    return name === view.name ? [] : [{ ...view, name }];
  });
}

const counter = { key: 'counter', type: 'I64', elements: 1, byteLength: 8, bytes: () => [new Uint8Array(8)] } as const;
const teacher = {
  key: 'teacher',
  type: 'F32',
  elements: 4,
  byteLength: 16,
  bytes: () => [new Uint8Array(16)],
} as const;
const besides: readonly MadeView[] = [
  {
    name: 'model.video_tower.lmhra1.pos_embed.0.num_batches_tracked',
    ...{ storage: counter, offset: 0, dims: [], strides: [] },
  },
  { name: 'model.video_teacher.head.weight', storage: teacher, offset: 0, dims: [2, 2], strides: [2, 1] },
];

function* bytesAs(weight: Weight, type: MadeCheckpoint['type']): Generator<Uint8Array> {
  for (const part of readParts(weight)) {
    if (weight.type === 'float16' && type === 'F16')
      yield new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    else {
      const floats = part instanceof Uint16Array ? floatsOf(part) : part;
      if (!(floats instanceof Float32Array)) throw new TypeError('a weight is made of floats');
      const made = type === 'F32' ? floats : type === 'F16' ? halvesOf(floats) : roundedToBfloat16(floats);
      yield new Uint8Array(made.buffer, made.byteOffset, made.byteLength);
    }
  }
}

/** The upper half of a float32, rounded to nearest, ties to even. */
function roundedToBfloat16(floats: Float32Array): Uint16Array<ArrayBuffer> {
  const bits = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  const halves = new Uint16Array(floats.length);
  for (let at = 0; at < halves.length; at++) {
    const all = bits[at] ?? 0;
    halves[at] = (all + 0x7fff + ((all >>> 16) & 1)) >>> 16;
  }
  return halves;
}

/** A tokenizer with so many pieces: what is missing are words that nobody writes. A message's fields may come at its end. */
export function longTokenizer(file: Uint8Array, size: number): Uint8Array {
  const more = new WireWriter();
  for (let id = readTokenizer(file).size; id < size; id++) {
    more.message(1, new WireWriter().string(1, `{piece ${id}}`).float(2, -1e6 - id));
  }
  return Buffer.concat([file, more.written()]);
}
