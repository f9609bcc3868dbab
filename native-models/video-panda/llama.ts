/**
 * The LLaMA decoder as a graph that keeps the engine's contract (main/engine/decoder.ts): RMSNorm, rotate-half RoPE,
 * SwiGLU, as many key as query heads, untied head; any sizes. Tensor names and layouts ([out, in]) are the checkpoint's.
 * Knows no tokens, no prompt and no vision: a visual token is one more embedding. Reads the cache, never keeps it.
 *
 * Touvron et al. 2023 (arXiv 2302.13971). Letters of shapes: the contract's.
 *
 *     x ── RMSNorm ── q, k, v ── attention ── o ──(+)── RMSNorm ── down(silu(gate) up) ──(+)── next layer
 *     └────────────────────────────────────────────┘ └───────────────────────────────────┘
 */
import { decoderInputs, decoderOutputs, embeddingsGraph, type DecoderShape } from '../../main/engine/decoder.ts';
import { GraphBuilder, matMulBlocks, type BlockWeight, type Value, type Weight } from '../onnx/index.ts';
import { attention, ropeTables } from './llama-attention.ts';

export interface LlamaConfig {
  readonly hiddenSize: number;
  readonly intermediateSize: number;
  readonly layers: number;
  readonly heads: number;
  readonly vocabSize: number;
  readonly rmsNormEps: number;
  readonly ropeTheta: number;
  readonly maxPositions: number;
}

/** Tensors by what the checkpoint calls them (`model.layers.0.self_attn.q_proj.weight`); always the same object. */
export interface LlamaWeights {
  /** Vectors, and the table of embeddings. */
  readonly plain: (name: string) => Weight;
  /** The matrix of a Linear, as it is kept. */
  readonly linear: (name: string) => Weight | BlockWeight;
}

export function decoderShapeOf(config: LlamaConfig): DecoderShape {
  const { layers, heads, hiddenSize, vocabSize, maxPositions } = config;
  return { layers, heads, headSize: hiddenSize / heads, hiddenSize, vocabSize, maxPositions };
}

/** decoder.onnx */
export function llamaDecoder(config: LlamaConfig, weights: LlamaWeights): GraphBuilder {
  const { hiddenSize: D, heads: H, vocabSize: V } = config;
  const d = D / H;
  const g = new GraphBuilder('decoder');
  const weight = (name: string) => g.weight(name, weights.plain(name));
  const linear = (within: GraphBuilder, from: Value, name: string) => linearOf(within, from, { name, weights });
  const step = {
    positions: g.input(decoderInputs.positions, 'int64', ['B', 'S']),
    bias: g.input(decoderInputs.bias, 'float32', ['B', 1, 'S', 'M+S']),
    sharedBias: g.input(decoderInputs.sharedBias, 'float32', ['G', 1, 1, 'P']),
    groupTokens: g.input(decoderInputs.groupTokens, 'int64', ['G', 'T']),
    tokenPlaces: g.input(decoderInputs.tokenPlaces, 'int64', ['N']),
    rope: ropeTables(g, config),
  };
  const last = g.input(decoderInputs.last, 'int64', ['B']);
  let x = g.input(decoderInputs.embeddings, 'float32', ['B', 'S', D]);

  const newKeys: Value[] = [];
  const newValues: Value[] = [];
  for (let layer = 0; layer < config.layers; layer++) {
    const at = g.scope(`layers.${layer}`);
    const name = (part: string) => `model.layers.${layer}.${part}.weight`;
    const cache = {
      ownKeys: g.input(decoderInputs.ownKeys(layer), 'float32', ['B', H, d, 'M']),
      ownValues: g.input(decoderInputs.ownValues(layer), 'float32', ['B', H, d, 'M']),
      sharedKeys: g.input(decoderInputs.sharedKeys(layer), 'float32', ['G', 'H N', d, 'K']),
      sharedValues: g.input(decoderInputs.sharedValues(layer), 'float32', ['G', H, d, 'P']),
    };
    const input = rmsNorm(at.scope('input_layernorm'), x, weight(name('input_layernorm')), config);
    const q = linear(at.scope('attn/q_proj'), input, name('self_attn.q_proj')); // [B, S, D]
    const k = linear(at.scope('attn/k_proj'), input, name('self_attn.k_proj'));
    const v = linear(at.scope('attn/v_proj'), input, name('self_attn.v_proj'));
    const { output, keys, values } = attention(at.scope('attn'), { q, k, v, heads: H, headSize: d, ...step, ...cache });
    newKeys.push(at.unsqueeze(keys, [0])); // [1, B, H, S, d]
    newValues.push(at.unsqueeze(values, [0]));
    x = at.add(x, linear(at.scope('attn/o_proj'), output, name('self_attn.o_proj')));

    const between = rmsNorm(at.scope('post_attention_layernorm'), x, weight(name('post_attention_layernorm')), config);
    const gate = linear(at.scope('mlp/gate_proj'), between, name('mlp.gate_proj'));
    const up = linear(at.scope('mlp/up_proj'), between, name('mlp.up_proj'));
    const gated = at.scope('mlp').mul(silu(at.scope('mlp'), gate), up); // [B, S, intermediate]
    x = at.add(x, linear(at.scope('mlp/down_proj'), gated, name('mlp.down_proj')));
  }

  const lastRows = g.gather(g.reshape(x, [-1, D]), last, 0); // [B, D]
  const normed = rmsNorm(g.scope('norm'), lastRows, weight('model.norm.weight'), config);
  const logits = linear(g.scope('lm_head'), normed, 'lm_head.weight');
  const ofAllLayers = { type: 'float32', dims: [config.layers, 'B', H, d, 'S'] } as const;
  g.output(decoderOutputs.keys, { value: g.concat(newKeys, 0), ...ofAllLayers });
  g.output(decoderOutputs.values, { value: g.concat(newValues, 0), ...ofAllLayers });
  g.output(decoderOutputs.logits, { value: logits, type: 'float32', dims: ['B', V] });
  return g;
}

/** embeddings.onnx. The table is read row by row in its own precision, never widened as a whole. */
export function llamaEmbeddings(config: LlamaConfig, weights: LlamaWeights): GraphBuilder {
  const table = weights.plain('model.embed_tokens.weight');
  const g = new GraphBuilder('embeddings', { compute: table.type === 'float16' ? 'float16' : 'float32' });
  const ids = g.input(embeddingsGraph.ids, 'int64', ['N']);
  const rows = g.gather(g.weight('model.embed_tokens.weight', table), ids, 0);
  const value = g.cast(rows, 'float32');
  g.output(embeddingsGraph.embeddings, { value, type: 'float32', dims: ['N', config.hiddenSize] });
  return g;
}

/** x / rms(x) * weight over the last axis (Zhang and Sennrich 2019). */
function rmsNorm(g: GraphBuilder, x: Value, weight: Value, { rmsNormEps }: LlamaConfig): Value {
  const attributes = { axis: -1, epsilon: { float: rmsNormEps } };
  return g.op('SimplifiedLayerNormalization', [x, weight], { attributes });
}

interface NamedLinear {
  readonly name: string;
  readonly weights: LlamaWeights;
}

/** x times the transposed weight [out, in], as the checkpoint stores it. The one place that knows how a weight is kept. */
function linearOf(g: GraphBuilder, x: Value, { name, weights }: NamedLinear): Value {
  const weight = weights.linear(name);
  if ('kind' in weight) return matMulBlocks(g, x, name, weight);
  return g.op('FusedMatMul', [x, g.weight(name, weight)], { domain: 'com.microsoft', attributes: { transB: 1 } });
}

function silu(g: GraphBuilder, x: Value): Value {
  return g.mul(x, g.sigmoid(x));
}
