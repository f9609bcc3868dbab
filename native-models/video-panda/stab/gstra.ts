/**
 * Global spatio-temporal relationship aggregator (fig. 3 top, eq. 11 to 13): one query over all tokens of a chunk.
 *
 *   x = x + Attn(LN1 x, LN3 y);  x = x + MLP(LN2 x);  y the T H W tokens of X2, x at first the temporal_cls_token
 *
 * Checkpoint: temporal_cls_token, dec.*; in_proj_weight holds q, k, v in this order; scale (C / heads)^-1/2; MLP is
 * C -> 4 C, QuickGELU, 4 C -> C. The query is always the same, so it is folded (one-query.ts).
 */
import type { Value } from '../../onnx/index.ts';
import { byHead, layerNorm, linear, queryOverTokens } from './fold.ts';
import { seenByQuery, valuesOfSeen } from './one-query.ts';
import { chunksOf, inside, layerNormOf, linearLayer, type Part, type TokenGrid } from './part.ts';

/** X2 [B, T, H, W, C] -> g [B, C], a context token for each chunk */
export function globalSpatioTemporalAggregator(part: Part, { tokens: x2, side }: TokenGrid): Value {
  const { g, vision } = part;
  const { hiddenSize: C, chunk: T } = vision;
  const y = layerNormOf(part, g.reshape(x2, [chunksOf(vision), T * side * side, C]), 'video_tower.dec.ln_3'); // [B, T H W, C]
  const cls = g.reshape(part.weights.plain(g, 'video_tower.temporal_cls_token', [1, 1, C]), [1, C]);
  const attended = g.add(cls, attention(inside(part, 'attn'), y)); // [B, C]
  const mlpOf = layerNormOf(part, attended, 'video_tower.dec.ln_2');
  return g.add(attended, mlp(inside(part, 'mlp'), mlpOf)); // [B, C]
}

/** Attn(LN1 x, y): y [B, T H W, C] -> [B, C] */
function attention(part: Part, y: Value): Value {
  const { g, weights, vision } = part;
  const { hiddenSize: C, gstraHeads: heads } = vision;
  const query = weights.constant(g, {
    name: 'video_tower.temporal_cls_token x .dec.attn q, k',
    dims: [C, heads],
    from: (values) => {
      const norm = { weight: values('video_tower.dec.ln_1.weight'), bias: values('video_tower.dec.ln_1.bias') };
      const normed = layerNorm(values('video_tower.temporal_cls_token'), norm);
      const q = linear(third(values, { C, which: 0 }), normed, values('video_tower.dec.attn.in_proj_bias')); // [C]
      return queryOverTokens({ query: q, keys: third(values, { C, which: 1 }), heads, scale: (C / heads) ** -0.5 });
    },
  });
  const valueOf = weights.derived(g, {
    name: 'video_tower.dec.attn v by head',
    dims: [heads, C, C / heads],
    from: (values) => byHead(third(values, { C, which: 2 }), heads),
  });
  const bias = weights.constant(g, {
    name: 'video_tower.dec.attn v bias',
    dims: [C],
    from: (values) => values('video_tower.dec.attn.in_proj_bias').subarray(2 * C),
  });
  const seen = valuesOfSeen(part, seenByQuery(part, y, query), valueOf); // [B, C]
  return linearLayer(part, g.add(seen, bias), { name: 'video_tower.dec.attn.out_proj', from: C, to: C, bias: true });
}

function mlp(part: Part, x: Value): Value {
  const { g, vision } = part;
  const C = vision.hiddenSize;
  const wide = linearLayer(part, x, { name: 'video_tower.dec.mlp.c_fc', from: C, to: 4 * C, bias: true });
  const quickGelu = g.mul(wide, g.sigmoid(g.mul(wide, 1.702)));
  return linearLayer(part, quickGelu, { name: 'video_tower.dec.mlp.c_proj', from: 4 * C, to: C, bias: true });
}

/** W_q, W_k or W_v of in_proj_weight [3 C, C]. */
function third(values: (tensor: string) => Float32Array, { C, which }: { C: number; which: 0 | 1 | 2 }) {
  const all = values('video_tower.dec.attn.in_proj_weight');
  return { values: all.subarray(which * C * C, (which + 1) * C * C), rows: C, columns: C };
}
