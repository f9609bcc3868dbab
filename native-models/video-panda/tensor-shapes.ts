/**
 * Every tensor that a model of a config is made of, by its checkpoint name, with its shape ([out, in] for a Linear). A
 * checkpoint may hold more. Knows no values.
 */
import { CheckpointError, listed } from '../checkpoint/error.ts';
import type { VideoPandaConfig, VisionConfig } from './config.ts';
import type { LlamaConfig } from './llama.ts';
import type { NamedTensors } from './weights.ts';

type Shapes = Record<string, readonly number[]>;

export function tensorShapes({ vision, llm }: VideoPandaConfig): ReadonlyMap<string, readonly number[]> {
  const tower = Object.entries(towerShapes(vision)).map(([name, shape]) => [`video_tower.${name}`, shape] as const);
  const projector = linear('video_projector.0', vision.hiddenSize, llm.hiddenSize);
  const second = linear('video_projector.2', llm.hiddenSize, llm.hiddenSize);
  return new Map([...tower, ...Object.entries({ ...projector, ...second, ...llamaShapes(llm) })]);
}

/** Throws a CheckpointError that names the first tensors that are missing or have another shape, and how many more. */
export function checkTensors(tensors: NamedTensors, config: VideoPandaConfig): void {
  const faults = [...tensorShapes(config)].flatMap(([name, shape]) => {
    if (!tensors.has(name)) return [`${name} is missing`];
    const { dims } = tensors.get(name);
    return dims.join() === shape.join() ? [] : [`${name} is [${dims.join(', ')}] and should be [${shape.join(', ')}]`];
  });
  if (faults.length > 0) throw new CheckpointError(`the checkpoint does not fit its config: ${listed(faults, '; ')}`);
}

function towerShapes(vision: VisionConfig): Shapes {
  const { hiddenSize: C, patchSize: p } = vision;
  return {
    'patch_embedding.weight': [C, 3, p, p],
    ...(vision.lste ? lsteShapes(vision) : {}),
    ...(vision.gstra ? gstraShapes(C) : {}),
    ...(vision.lsd === 'learned' ? attentionShapes('local_attention', C) : {}),
    ...(vision.fsra ? { class_embedding: [C], ...attentionShapes('global_attention', C) } : {}),
    ...(vision.fsra && vision.gstra ? { balance: [C] } : {}),
    ...norm('proj.0', C),
    ...linear('proj.2', C, C),
    ...(vision.row ? { split_embedding: [C] } : {}),
  };
}

function lsteShapes({ hiddenSize: C, lsteSize: L }: VisionConfig): Shapes {
  const layer = 'lmhra1.pos_embed';
  return {
    ...norm(`${layer}.0`, C),
    [`${layer}.0.running_mean`]: [C],
    [`${layer}.0.running_var`]: [C],
    [`${layer}.1.weight`]: [L, C, 1, 1, 1],
    [`${layer}.1.bias`]: [L],
    [`${layer}.2.weight`]: [L, 1, 3, 1, 1],
    [`${layer}.2.bias`]: [L],
    [`${layer}.3.weight`]: [C, L, 1, 1, 1],
    [`${layer}.3.bias`]: [C],
    'dpe.weight': [C, 1, 3, 3, 3],
    'dpe.bias': [C],
  };
}

function gstraShapes(C: number): Shapes {
  return {
    temporal_cls_token: [1, 1, C],
    ...norm('dec.ln_1', C),
    ...norm('dec.ln_2', C),
    ...norm('dec.ln_3', C),
    'dec.attn.in_proj_weight': [3 * C, C],
    'dec.attn.in_proj_bias': [3 * C],
    ...linear('dec.attn.out_proj', C, C),
    ...linear('dec.mlp.c_fc', C, 4 * C),
    ...linear('dec.mlp.c_proj', 4 * C, C),
  };
}

function attentionShapes(name: string, C: number): Shapes {
  return {
    ...norm(`${name}.q.0`, C),
    [`${name}.q.1.weight`]: [C, C],
    ...norm(`${name}.kv.0`, C),
    [`${name}.kv.1.weight`]: [2 * C, C],
    ...linear(`${name}.proj`, C, C),
  };
}

function llamaShapes({ hiddenSize: D, intermediateSize, layers, vocabSize }: LlamaConfig): Shapes {
  const all: Shapes = {
    'model.embed_tokens.weight': [vocabSize, D],
    'model.norm.weight': [D],
    'lm_head.weight': [vocabSize, D],
  };
  for (let layer = 0; layer < layers; layer++) {
    const at = (name: string) => `model.layers.${layer}.${name}.weight`;
    for (const name of ['q_proj', 'k_proj', 'v_proj', 'o_proj']) all[at(`self_attn.${name}`)] = [D, D];
    all[at('mlp.gate_proj')] = [intermediateSize, D];
    all[at('mlp.up_proj')] = [intermediateSize, D];
    all[at('mlp.down_proj')] = [D, intermediateSize];
    all[at('input_layernorm')] = [D];
    all[at('post_attention_layernorm')] = [D];
  }
  return all;
}

function norm(name: string, width: number): Shapes {
  return { [`${name}.weight`]: [width], [`${name}.bias`]: [width] };
}

function linear(name: string, from: number, to: number): Shapes {
  return { [`${name}.weight`]: [to, from], [`${name}.bias`]: [to] };
}
