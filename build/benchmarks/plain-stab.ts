/**
 * STAB and the projector with none of the work left out that native-models/video-panda leaves out: BatchNorm by itself, keys and
 * values of every token, `<row>` tokens through the projector. What the benchmark compares with. Official form only, clips
 * of F real frames. Knows no timing.
 */
import { GraphBuilder, type Value } from '../../native-models/onnx/index.ts';
import { projector } from '../../native-models/video-panda/projector.ts';
import type { StabModel } from '../../native-models/video-panda/stab.ts';
import { groupsOf, windowIndices } from '../../native-models/video-panda/stab/crop.ts';
import { dynamicPositionEncoding } from '../../native-models/video-panda/stab/dpe.ts';
import { fusion } from '../../native-models/video-panda/stab/fusion.ts';
import { neighbours } from '../../native-models/video-panda/stab/neighbours.ts';
import {
  chunksOf,
  inside,
  layerNormOf,
  linearLayer,
  type Part,
  type TokenGrid,
} from '../../native-models/video-panda/stab/part.ts';
import { patchEmbedding } from '../../native-models/video-panda/stab/patch-embedding.ts';
import { rows } from '../../native-models/video-panda/stab/rows.ts';
import { GraphWeights } from '../../native-models/video-panda/weights.ts';

/** inputs pixels, rows, columns as stab.onnx has them; output tokens [F, 1 + h (w + 1), D], or the same before the projector, `stab` */
export function plainStabGraph({ vision, width: D, tensors, precision, outputs }: StabModel): GraphBuilder {
  const { hiddenSize: C, frames: F, imageSize: S, downsample } = vision;
  const g = new GraphBuilder('plain-stab');
  const part: Part = { g, weights: new GraphWeights(tensors, precision), vision };
  const pixels = g.input('pixels', 'float32', [F, 3, S, S]);
  const crop = {
    frames: g.ints([0, F]),
    rows: g.input('rows', 'int64', [2]),
    columns: g.input('columns', 'int64', [2]),
  };

  const x0 = patchEmbedding(inside(part, 'patches'), pixels); // [B, T, H, W, C]
  const x1 = { side: x0.side, tokens: g.add(x0.tokens, localBranch(inside(part, 'lste'), x0)) };
  const x2 = dynamicPositionEncoding(inside(part, 'dpe'), x1);
  const video = chunkContext(inside(part, 'gstra'), x2); // [B, C]
  const x3 = g.reshape(g.add(x2.tokens, x0.tokens), [-1, C]);
  const windows = g.gather(x3, windowIndices(g, crop, { side: x0.side, window: downsample }), 0); // [N, 4, C]
  const z = windowTokens(inside(part, 'lsd'), windows); // [N, C]
  const frames = frameContext(inside(part, 'fsra'), g.reshape(z, [F, -1, C])); // [F, C]
  const context = fusion(inside(part, 'fusion'), { video, frames }); // [F, C]

  const row = part.weights.plain(g, 'video_tower.split_embedding', [C]);
  const groups = groupsOf(g, [crop], downsample);
  const [all] = rows(g, { context, tokens: z, row, groups, width: C }); // [F, 1 + h (w + 1), C]
  if (!all) throw new Error('one group of frames gives one value');
  if (outputs?.includes('stab')) {
    g.output('stab', { value: all, type: 'float32', dims: [F, 'length', C] });
    return g;
  }
  const last = { g: g.scope('projector'), weights: part.weights, from: C, to: D };
  const value = g.reshape(projector(last, g.reshape(all, [-1, C])), [F, -1, D]);
  g.output('tokens', { value, type: 'float32', dims: [F, 'length', D] });
  return g;
}

/** BatchNorm3d, Conv 1x1x1, depthwise Conv (3,1,1), Conv 1x1x1, each by itself */
function localBranch({ g, weights, vision }: Part, { tokens }: TokenGrid): Value {
  const { hiddenSize: C, lsteSize: L, chunk: T } = vision;
  const name = 'video_tower.lmhra1.pos_embed';
  const vector = (tensor: string, size: number) => weights.plain(g, `${name}.${tensor}`, [size]);
  const deviation = g.op('Sqrt', [g.add(vector('0.running_var', C), 1e-5)]);
  const centred = g.div(g.sub(tokens, vector('0.running_mean', C)), deviation);
  const normed = g.add(g.mul(centred, vector('0.weight', C)), vector('0.bias', C));
  const dense = (x: Value, layer: number, to: number, from: number) => {
    const weight = g.reshape(weights.plain(g, `${name}.${layer}.weight`, [to, from, 1, 1, 1]), [to, from]);
    return g.add(g.matMul(x, g.transpose(weight, [1, 0])), vector(`${layer}.bias`, to));
  };
  const narrow = dense(normed, 1, L, C);
  const frames = g.split(narrow, { axis: 1, sizes: Array.from({ length: T }, () => 1) });
  const taps = g.split(g.reshape(weights.plain(g, `${name}.2.weight`, [L, 1, 3, 1, 1]), [L, 3]), {
    axis: 1,
    sizes: [1, 1, 1],
  });
  const flatTaps = taps.map((tap) => g.squeeze(tap, [1]));
  const mixed = frames.map((_, t) =>
    neighbours(frames, flatTaps, t)
      .map(({ frame, tap }) => g.mul(frame, tap))
      .reduce((sum, term) => g.add(sum, term)),
  );
  return dense(g.add(g.concat(mixed, 1), vector('2.bias', L)), 3, C, L);
}

function chunkContext(part: Part, { tokens, side }: TokenGrid): Value {
  const { g, weights, vision } = part;
  const { hiddenSize: C, gstraHeads: heads, chunk: T } = vision;
  const B = chunksOf(vision);
  const dec = 'video_tower.dec';
  const weight = weights.plain(g, `${dec}.attn.in_proj_weight`, [3 * C, C]);
  const bias = weights.plain(g, `${dec}.attn.in_proj_bias`, [3 * C]);
  const third = (x: Value, which: number) => {
    const range = [{ axis: 0, start: which * C, end: (which + 1) * C }];
    return g.op('Gemm', [x, g.slice(weight, range), g.slice(bias, range)], { attributes: { transB: 1 } });
  };
  const cls = g.expand(weights.plain(g, 'video_tower.temporal_cls_token', [1, 1, C]), [B, 1, C]);
  const x = g.reshape(cls, [B, C]);
  const y = layerNormOf(part, g.reshape(tokens, [B * T * side * side, C]), `${dec}.ln_3`);
  const q = third(layerNormOf(part, x, `${dec}.ln_1`), 0);
  const kv = { keys: g.reshape(third(y, 1), [B, -1, C]), values: g.reshape(third(y, 2), [B, -1, C]) };
  const seen = attention(part, { query: q, ...kv, heads, scale: (C / heads) ** -0.5 });
  const attended = g.add(x, linearLayer(part, seen, { name: `${dec}.attn.out_proj`, from: C, to: C, bias: true }));
  const normed = layerNormOf(part, attended, `${dec}.ln_2`);
  const wide = linearLayer(part, normed, { name: `${dec}.mlp.c_fc`, from: C, to: 4 * C, bias: true });
  const active = g.mul(wide, g.sigmoid(g.mul(wide, 1.702)));
  return g.add(attended, linearLayer(part, active, { name: `${dec}.mlp.c_proj`, from: 4 * C, to: C, bias: true }));
}

function windowTokens(part: Part, windows: Value): Value {
  const mean = part.g.reduceMean(windows, [1], { keep: false });
  return attendedBy(part, { query: mean, tokens: windows, name: 'video_tower.local_attention' });
}

function frameContext(part: Part, z: Value): Value {
  const { g, weights, vision } = part;
  const cls = weights.plain(g, 'video_tower.class_embedding', [vision.hiddenSize]);
  const query = g.expand(cls, [vision.frames, vision.hiddenSize]);
  return attendedBy(part, { query, tokens: z, name: 'video_tower.global_attention' });
}

/** query [N, C] + W_p Attn(query, tokens [N, n, C]) + b */
function attendedBy(part: Part, { query, tokens, name }: { query: Value; tokens: Value; name: string }): Value {
  const { g, vision } = part;
  const { hiddenSize: C, heads } = vision;
  const q = linearLayer(part, layerNormOf(part, query, `${name}.q.0`), {
    name: `${name}.q.1`,
    from: C,
    to: C,
    bias: false,
  });
  const flat = g.reshape(layerNormOf(part, tokens, `${name}.kv.0`), [-1, C]);
  const kv = linearLayer(part, flat, { name: `${name}.kv.1`, from: C, to: 2 * C, bias: false }); // [N n, 2 C]
  const of = (start: number) => {
    const half = g.slice(kv, [{ axis: 1, start, end: start + C }]);
    return g.reshape(half, [g.shape(tokens, { start: 0, end: 2 }), C]);
  };
  const seen = attention(part, { query: q, keys: of(0), values: of(C), heads, scale: C ** -0.5 });
  return g.add(query, linearLayer(part, seen, { name: `${name}.proj`, from: C, to: C, bias: true }));
}

interface Attention {
  /** [N, C] */
  readonly query: Value;
  /** [N, n, C] */
  readonly keys: Value;
  readonly values: Value;
  readonly heads: number;
  readonly scale: number;
}

/** [N, C] */
function attention({ g, vision }: Part, { query, keys, values, heads, scale }: Attention): Value {
  const C = vision.hiddenSize;
  const n = g.shape(keys, { start: 0, end: 2 });
  const byHead = (x: Value) => g.transpose(g.reshape(x, [n, heads, C / heads]), [0, 2, 1, 3]); // [N, heads, n, C / heads]
  const q = g.mul(g.reshape(query, [-1, heads, 1, C / heads]), scale);
  const scores = g.matMul(q, g.transpose(byHead(keys), [0, 1, 3, 2])); // [N, heads, 1, n]
  return g.reshape(g.matMul(g.softmax(scores, -1), byHead(values)), [-1, C]);
}
