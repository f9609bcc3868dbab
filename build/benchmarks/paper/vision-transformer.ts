/**
 * The vision parts that the paper compares STAB with (table 3), with random weights at their true shapes: a vision
 * transformer over single frames, with attention in time before that in space where there is one, and what brings its tokens to
 * the LLM's width. Knows sizes and equations; no preprocessing and no trained weight.
 *
 * Video-ChatGPT: CLIP ViT-L/14 (Radford et al. 2021) over 100 frames, means over time and over space, a Linear.
 * Video-LLaVA: LanguageBind's video encoder (Zhu et al. 2024: an attention in time in each layer) over 8 frames, an MLP.
 */
import { GraphBuilder, type Value } from '../../../native-models/onnx/index.ts';

export interface TransformerSizes {
  readonly name: string;
  readonly imageSize: number;
  readonly patchSize: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** Of the LLM. */
  readonly llmWidth: number;
  /** Read in one run, and so all that an attention in time sees. */
  readonly frames: number;
  readonly inTime: boolean;
  readonly projector: 'linear' | 'mlp';
}

export interface Transformer {
  readonly graph: GraphBuilder;
  readonly parameters: number;
}

/** input pixels float32 [frames, 3, S, S]; output tokens [.., llmWidth] */
export function transformerGraph(sizes: TransformerSizes): Transformer {
  const { frames: F, heads, imageSize: S, inTime, layers, llmWidth, patchSize: p, projector, width: C } = sizes;
  const g = new GraphBuilder(sizes.name);
  const weights = new RandomWeights(g);
  const side = S / p;
  const patches = g.op(
    'Conv',
    [g.input('pixels', 'float32', [F, 3, S, S]), weights.matrix('patches', [C, 3, p, p], 3 * p * p)],
    { attributes: { kernel_shape: [p, p], strides: [p, p] } },
  );
  const tokens = g.transpose(g.reshape(patches, [F, C, side * side]), [0, 2, 1]); // [F, n - 1, C]
  const first = g.expand(weights.vector('class', [1, 1, C]), [F, 1, C]);
  let x = g.add(g.concat([first, tokens], 1), weights.vector('positions', [side * side + 1, C])); // [F, n, C]
  x = weights.layerNorm('before', x, C);
  for (let layer = 0; layer < layers; layer++) {
    const at = (part: string) => `${layer}.${part}`;
    if (inTime) {
      const byPlace = g.transpose(x, [1, 0, 2]); // [n, F, C]
      const placed = g.add(byPlace, weights.vector(at('times'), [F, C]));
      const seen = attention(g, {
        x: weights.layerNorm(at('time norm'), placed, C),
        name: at('time'),
        weights,
        C,
        heads,
      });
      x = g.add(x, g.transpose(seen, [1, 0, 2]));
    }
    x = g.add(x, attention(g, { x: weights.layerNorm(at('norm 1'), x, C), name: at('space'), weights, C, heads }));
    const wide = weights.linear(at('up'), weights.layerNorm(at('norm 2'), x, C), [C, 4 * C]);
    const bent = g.op('QuickGelu', [wide], { domain: 'com.microsoft', attributes: { alpha: { float: 1.702 } } });
    x = g.add(x, weights.linear(at('down'), bent, [4 * C, C]));
  }
  weights.layerNorm('after', first, C); // for the class token, which neither model reads: a parameter all the same
  const value = projected(g, { x, weights, C, llmWidth, projector });
  g.output('tokens', { value, type: 'float32', dims: ['f', 'n', llmWidth] });
  return { graph: g, parameters: weights.count };
}

interface Projecting {
  readonly x: Value;
  readonly weights: RandomWeights;
  readonly C: number;
  readonly llmWidth: number;
  readonly projector: TransformerSizes['projector'];
}

function projected(g: GraphBuilder, { C, llmWidth, projector, weights, x }: Projecting): Value {
  if (projector === 'linear') {
    const [overSpace, overTime] = [g.reduceMean(x, [1], { keep: true }), g.reduceMean(x, [0], { keep: true })];
    const pooled = g.concat([g.transpose(overSpace, [1, 0, 2]), overTime], 1); // [1, F + n, C]
    return weights.linear('projector', pooled, [C, llmWidth]);
  }
  const wide = g.gelu(weights.linear('projector 0', x, [C, llmWidth]));
  return weights.linear('projector 2', wide, [llmWidth, llmWidth]);
}

interface Attending {
  readonly x: Value;
  readonly name: string;
  readonly weights: RandomWeights;
  readonly C: number;
  readonly heads: number;
}

function attention(g: GraphBuilder, { C, heads, name, weights, x }: Attending): Value {
  const [q, k, v] = ['q', 'k', 'v'].map((part) => weights.linear(`${name} ${part}`, x, [C, C]));
  if (!q || !k || !v) throw new Error('an attention has three sides');
  const options = { domain: 'com.microsoft', attributes: { num_heads: heads } };
  return weights.linear(`${name} out`, g.op('MultiHeadAttention', [q, k, v], options), [C, C]);
}

const poolSize = 1 << 20;
let pool: Float32Array | null = null;

/** Each is made when it is written, and counted when it is named. */
class RandomWeights {
  readonly #g: GraphBuilder;
  count = 0;

  constructor(g: GraphBuilder) {
    this.#g = g;
  }

  vector(name: string, dims: readonly number[]): Value {
    return this.#values(name, dims, 0.02);
  }

  /** Such that what it gives is as large as what it was given. */
  matrix(name: string, dims: readonly number[], fanIn: number): Value {
    return this.#values(name, dims, Math.sqrt(3 / fanIn));
  }

  linear(name: string, x: Value, dims: readonly [number, number]): Value {
    const product = this.#g.matMul(x, this.matrix(name, dims, dims[0]));
    return this.#g.add(product, this.vector(`${name} bias`, [dims[1]]));
  }

  layerNorm(name: string, x: Value, width: number): Value {
    const ones = { type: 'float32', dims: [width], data: new Float32Array(width).fill(1) } as const;
    this.count += width;
    const bias = this.vector(`${name} bias`, [width]);
    return this.#g.layerNorm(x, { scale: this.#g.weight(`${name} scale`, ones), bias, epsilon: 1e-5 });
  }

  #values(name: string, dims: readonly number[], largest: number): Value {
    const count = dims.reduce((product, size) => product * size, 1);
    this.count += count;
    const read = (): Float32Array => {
      pool ??= Float32Array.from({ length: poolSize }, (_, index) => Math.sin(index * index));
      const values = new Float32Array(count);
      for (let at = 0; at < count; at++) values[at] = largest * (pool[(at + 7919 * name.length) % poolSize] ?? 0);
      return values;
    };
    return this.#g.weight(name, { type: 'float32', dims, read });
  }
}
