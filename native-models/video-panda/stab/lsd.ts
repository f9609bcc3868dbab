/**
 * Local spatial downsampling (fig. 3 LSD, eq. 4 to 7): each window of 2 x 2 tokens becomes one.
 *
 *   r = mean of the window;  q = W_q LN(r);  k, v = W_kv LN(token);  z = r + W_p softmax(q k / sqrt(C)) v + b
 *
 * The scale is the whole width's, not the head's. W_k is folded into the queries and W_v is applied after the weighted sum,
 * head by head, so that k and v are never made: four times less work. Checkpoint: local_attention.*.
 */
import type { Value } from '../../onnx/index.ts';
import { byHead } from './fold.ts';
import { layerNormOf, largeLinear, type Part } from './part.ts';

const name = 'video_tower.local_attention';

/** windows [N, 4, C] -> z [N, C] */
export function localSpatialDownsampling(part: Part, windows: Value): Value {
  const { g, weights, vision } = part;
  const { hiddenSize: C, heads } = vision;
  const mean = g.reduceMean(windows, [1], { keep: false }); // r [N, C]
  if (vision.lsd === 'average') return mean;

  const keyOf = weights.derived(g, {
    name: `${name}.kv.1.weight k by head, scaled`,
    dims: [heads, C / heads, C],
    from: (values) =>
      values(`${name}.kv.1.weight`)
        .subarray(0, C * C)
        .map((value) => value * C ** -0.5),
  });
  const valueOf = weights.derived(g, {
    name: `${name}.kv.1.weight v by head`,
    dims: [heads, C, C / heads],
    from: (values) => byHead({ values: values(`${name}.kv.1.weight`).subarray(C * C), rows: C, columns: C }, heads),
  });

  const q = largeLinear(part, layerNormOf(part, mean, `${name}.q.0`), {
    name: `${name}.q.1`,
    from: C,
    to: C,
    bias: false,
  });
  const queries = g.transpose(g.reshape(q, [-1, heads, C / heads]), [1, 0, 2]); // [heads, N, C / heads]
  const overTokens = g.unsqueeze(g.matMul(queries, keyOf), [2]); // [heads, N, 1, C]
  const tokens = layerNormOf(part, windows, `${name}.kv.0`); // [N, 4, C]
  const scores = g.matMul(overTokens, g.transpose(tokens, [0, 2, 1])); // [heads, N, 1, 4]
  const seen = g.matMul(g.softmax(scores, -1), tokens); // [heads, N, 1, C]
  const byHeads = g.matMul(g.reshape(seen, [heads, -1, C]), valueOf); // [heads, N, C / heads]
  const joined = g.reshape(g.transpose(byHeads, [1, 0, 2]), [-1, C]); // [N, C]
  return g.add(mean, largeLinear(part, joined, { name: `${name}.proj`, from: C, to: C, bias: true }));
}
