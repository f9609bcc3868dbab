/** What every box of STAB is built from: the graph, the weights, the sizes. Knows nothing of what the boxes compute. */
import { matMulColumns, type GraphBuilder, type Value } from '../../onnx/index.ts';
import type { VisionConfig } from '../config.ts';
import type { Derivation, GraphWeights } from '../weights.ts';
import { normEpsilon, transposed } from './fold.ts';

export interface Part {
  /** The graph, seen from inside the box. */
  readonly g: GraphBuilder;
  readonly weights: GraphWeights;
  readonly vision: VisionConfig;
}

/** A value and how many tokens it has along a side of the square: [B, T, side, side, C]. */
export interface TokenGrid {
  readonly tokens: Value;
  readonly side: number;
}

/** B: chunks of a clip. */
export function chunksOf({ frames, chunk }: VisionConfig): number {
  return frames / chunk;
}

export function inside(part: Part, box: string): Part {
  return { ...part, g: part.g.scope(box) };
}

export interface LinearName {
  /** The checkpoint's name without `.weight` and `.bias`. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly bias: boolean;
}

/** x [N, from] -> [N, to] */
export function linearLayer({ g, weights }: Pick<Part, 'g' | 'weights'>, x: Value, layer: LinearName): Value {
  const { name, from, to, bias } = layer;
  const weight = weights.plain(g, `${name}.weight`, [to, from]);
  const inputs = bias ? [x, weight, weights.plain(g, `${name}.bias`, [to])] : [x, weight];
  return g.op('Gemm', inputs, { attributes: { transB: 1 } });
}

/** The same over all tokens of a clip: in 8 bits where the precision has these products so. */
export function largeLinear(part: Pick<Part, 'g' | 'weights'>, x: Value, layer: LinearName): Value {
  const { g, weights } = part;
  const { bias, from, name, to } = layer;
  const weight = weights.columns({
    name,
    dims: [from, to],
    from: (values) => transposed({ values: values(`${name}.weight`), rows: to, columns: from }),
  });
  if (!weight) return linearLayer(part, x, layer);
  return matMulColumns(g, x, { name, weight, ...(bias && { bias: weights.plain(g, `${name}.bias`, [to]) }) });
}

/** x [.., in] times a matrix made of the checkpoint's, over all tokens of a clip: in 8 bits where the precision has it so. */
export function largeProduct(
  { g, weights }: Pick<Part, 'g' | 'weights'>,
  x: Value,
  derivation: Derivation & { readonly dims: readonly [number, number] },
): Value {
  const weight = weights.columns(derivation);
  return weight ? matMulColumns(g, x, { name: derivation.name, weight }) : g.matMul(x, weights.derived(g, derivation));
}

/** LayerNorm `name` over the last axis, C. */
export function layerNormOf({ g, weights, vision: { hiddenSize: C } }: Part, x: Value, name: string): Value {
  const scale = weights.plain(g, `${name}.weight`, [C]);
  return g.layerNorm(x, { scale, bias: weights.plain(g, `${name}.bias`, [C]), epsilon: normEpsilon });
}
