/**
 * For tests: a model folder of the shipped architecture with random weights, made in a moment. It writes nonsense, always
 * the same, so that whatever stands around a model can be tested without one.
 */
import { readFileSync } from 'node:fs';
import { readTokenizer } from '../../../native-models/tokenizer/index.ts';
import { officialConfig } from '../../../native-models/video-panda/config.ts';
import type { VideoPandaConfig } from '../../../native-models/video-panda/config.ts';
import { writeModelFolder } from '../../../native-models/video-panda/folder.ts';
import type { ModelManifest } from '../../../native-models/video-panda/folder.ts';
import { portableValues } from '../../../native-models/video-panda/portable-generator.ts';
import { namedTensors } from '../../../native-models/video-panda/weights.ts';

const tokenizer = readFileSync(new URL('../../../native-models/panda-mini/model/tokenizer.model', import.meta.url));

export const tinyConfig: VideoPandaConfig = {
  ...officialConfig,
  vision: { ...officialConfig.vision, imageSize: 112, hiddenSize: 16, lsteSize: 10, heads: 2, gstraHeads: 2 },
  llm: {
    ...officialConfig.llm,
    hiddenSize: 32,
    intermediateSize: 48,
    layers: 2,
    heads: 2,
    vocabSize: readTokenizer(tokenizer).size,
    maxPositions: 512,
  },
  prompt: { ...officialConfig.prompt, system: '' },
};

/** `documents`: what else is to lie in the folder, such as a world.json. */
export function writeTinyModel(
  folder: string,
  { id = 'tiny', documents = {} }: { id?: string; documents?: Readonly<Record<string, string>> } = {},
): Promise<ModelManifest> {
  return writeModelFolder(folder, {
    identity: { id, name: 'Tiny', version: '0.0.1', licence: 'Apache-2.0', source: 'random numbers' },
    config: tinyConfig,
    tensors: namedTensors(new Map(shapes(tinyConfig).map(([name, dims]) => [name, tensor(name, dims)]))),
    precision: 'fp32',
    tokenizer,
    documents,
  });
}

type Shape = readonly [name: string, dims: readonly number[]];

function tensor(name: string, dims: readonly number[]) {
  const isNorm = /(ln_\d|norm|\.[q|kv]+\.0|proj\.0|pos_embed\.0)\.(weight|running_var)$|layernorm\.weight$/.test(name);
  const count = dims.reduce((product, dim) => product * dim, 1);
  const data = portableValues(name, count, isNorm ? { offset: 1, a: 0.1 } : { offset: 0, a: 0.3 });
  return { type: 'float32', dims, data } as const;
}

function shapes({ vision, llm }: VideoPandaConfig): Shape[] {
  return [...stabShapes(vision, llm.hiddenSize), ...llamaShapes(llm)];
}

function stabShapes({ hiddenSize: C, lsteSize: L, patchSize: p }: VideoPandaConfig['vision'], D: number): Shape[] {
  const linear = (name: string, out: number, from: number): Shape[] => [[`${name}.weight`, [out, from]], [`${name}.bias`, [out]]]; // prettier-ignore
  const norm = (name: string): Shape[] => [[`${name}.weight`, [C]], [`${name}.bias`, [C]]]; // prettier-ignore
  const oneQuery = (name: string): Shape[] => [
    ...norm(`${name}.q.0`),
    [`${name}.q.1.weight`, [C, C]],
    ...norm(`${name}.kv.0`),
    [`${name}.kv.1.weight`, [2 * C, C]],
    ...linear(`${name}.proj`, C, C),
  ];
  const tower: Shape[] = [
    ...['class_embedding', 'split_embedding', 'balance'].map((name): Shape => [name, [C]]),
    ['temporal_cls_token', [1, 1, C]],
    ['patch_embedding.weight', [C, 3, p, p]],
    ...['weight', 'bias', 'running_mean', 'running_var'].map((part): Shape => [`lmhra1.pos_embed.0.${part}`, [C]]),
    ['lmhra1.pos_embed.1.weight', [L, C, 1, 1, 1]],
    ['lmhra1.pos_embed.1.bias', [L]],
    ['lmhra1.pos_embed.2.weight', [L, 1, 3, 1, 1]],
    ['lmhra1.pos_embed.2.bias', [L]],
    ['lmhra1.pos_embed.3.weight', [C, L, 1, 1, 1]],
    ['lmhra1.pos_embed.3.bias', [C]],
    ['dpe.weight', [C, 1, 3, 3, 3]],
    ['dpe.bias', [C]],
    ['dec.attn.in_proj_weight', [3 * C, C]],
    ['dec.attn.in_proj_bias', [3 * C]],
    ...linear('dec.attn.out_proj', C, C),
    ...['dec.ln_1', 'dec.ln_2', 'dec.ln_3', 'proj.0'].flatMap(norm),
    ...linear('dec.mlp.c_fc', 4 * C, C),
    ...linear('dec.mlp.c_proj', C, 4 * C),
    ...linear('proj.2', C, C),
    ...oneQuery('local_attention'),
    ...oneQuery('global_attention'),
  ];
  return [
    ...tower.map(([name, dims]): Shape => [`video_tower.${name}`, dims]),
    ...linear('video_projector.0', D, C),
    ...linear('video_projector.2', D, D),
  ];
}

function llamaShapes({ hiddenSize: D, intermediateSize: I, layers, vocabSize: V }: VideoPandaConfig['llm']): Shape[] {
  const layer = (index: number): Shape[] => {
    const parts: Shape[] = [
      ...['input_layernorm', 'post_attention_layernorm'].map((name): Shape => [name, [D]]),
      ...['q', 'k', 'v', 'o'].map((name): Shape => [`self_attn.${name}_proj`, [D, D]]),
      ['mlp.gate_proj', [I, D]],
      ['mlp.up_proj', [I, D]],
      ['mlp.down_proj', [D, I]],
    ];
    return parts.map(([name, dims]) => [`model.layers.${index}.${name}.weight`, dims]);
  };
  return [
    ['model.embed_tokens.weight', [V, D]],
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
    ['model.norm.weight', [D]],
    ['lm_head.weight', [V, D]],
  ];
}
