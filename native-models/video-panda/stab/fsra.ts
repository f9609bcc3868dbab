/**
 * Frame-wise spatial relationship aggregator (fig. 3 bottom, eq. 8 to 10): one query over the tokens of a frame.
 *
 *   f = class_embedding + W_p Attn(class_embedding, z) + b,  q = W_q LN(class), k, v = W_kv LN(z), scale C^-1/2
 *
 * The query is always the same, so it is folded (one-query.ts). Checkpoint: class_embedding, global_attention.*.
 */
import type { Value } from '../../onnx/index.ts';
import { byHead, layerNorm, linear, queryOverTokens } from './fold.ts';
import type { FrameGroup } from './crop.ts';
import { seenByQuery, valuesOfSeen } from './one-query.ts';
import { layerNormOf, linearLayer, type Part } from './part.ts';

const name = 'video_tower.global_attention';

/** z [N, C] -> f [F, C], a context token for each frame */
export function frameSpatialAggregator(part: Part, z: Value, groups: readonly FrameGroup[]): Value {
  const { g, weights, vision } = part;
  const { hiddenSize: C, heads } = vision;
  const query = weights.constant(g, {
    name: `video_tower.class_embedding x .global_attention q, k`,
    dims: [C, heads],
    from: (values) => {
      const norm = { weight: values(`${name}.q.0.weight`), bias: values(`${name}.q.0.bias`) };
      const normed = layerNorm(values('video_tower.class_embedding'), norm);
      const q = linear({ values: values(`${name}.q.1.weight`), rows: C, columns: C }, normed); // [C]
      const keys = { values: values(`${name}.kv.1.weight`).subarray(0, C * C), rows: C, columns: C };
      return queryOverTokens({ query: q, keys, heads, scale: C ** -0.5 });
    },
  });
  const valueOf = weights.derived(g, {
    name: `${name}.kv.1.weight v by head`,
    dims: [heads, C, C / heads],
    from: (values) => byHead({ values: values(`${name}.kv.1.weight`).subarray(C * C), rows: C, columns: C }, heads),
  });
  const tokens = layerNormOf(part, z, `${name}.kv.0`); // [N, C]
  const seen = groups.map(({ frames, height, width, tokenSpan }) => {
    const ofGroup = g.slice(tokens, [{ axis: 0, ...tokenSpan }]);
    const byFrame = g.reshape(ofGroup, [frames, g.mul(height, width), C]); // [n, h w, C]
    return seenByQuery(part, byFrame, query); // [n, heads, C]
  });
  const values = valuesOfSeen(part, g.concat(seen, 0), valueOf); // [F, C]
  const projected = linearLayer(part, values, { name: `${name}.proj`, from: C, to: C, bias: true }); // [F, C]
  return g.add(weights.plain(g, 'video_tower.class_embedding', [C]), projected);
}
