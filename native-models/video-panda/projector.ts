/**
 * The projector (`mlp2x_gelu`, eq. 17): Linear C -> D, exact GELU, Linear D -> D. From visual tokens to what the LLM reads. Knows
 * nothing of STAB but its width. The `<row>` token is the same in every row of every frame, so its projection is a weight.
 * Checkpoint: video_projector.0, .2.
 */
import type { GraphBuilder, Value } from '../onnx/index.ts';
import { gelu } from './gelu.ts';
import { linear } from './stab/fold.ts';
import { largeLinear } from './stab/part.ts';
import type { GraphWeights } from './weights.ts';

export interface ProjectorPart {
  readonly g: GraphBuilder;
  readonly weights: GraphWeights;
  /** C */
  readonly from: number;
  /** D */
  readonly to: number;
}

/** x [N, C] -> [N, D] */
export function projector(part: ProjectorPart, x: Value): Value {
  const { g, from: C, to: D } = part;
  const wide = largeLinear(part, x, { name: 'video_projector.0', from: C, to: D, bias: true });
  return largeLinear(part, g.gelu(wide), { name: 'video_projector.2', from: D, to: D, bias: true });
}

/** The projection of the tensor `name` [C], computed when the graph is written: [D] */
export function projectedOnce({ g, weights, from: C, to: D }: ProjectorPart, name: string): Value {
  return weights.constant(g, {
    name: `${name} through video_projector`,
    dims: [D],
    from: (values) => {
      const first = { values: values('video_projector.0.weight'), rows: D, columns: C };
      const wide = linear(first, values(name), values('video_projector.0.bias'));
      const second = { values: values('video_projector.2.weight'), rows: D, columns: D };
      return linear(second, wide.map(gelu), values('video_projector.2.bias'));
    },
  });
}
