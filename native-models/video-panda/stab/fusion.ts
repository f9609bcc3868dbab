/**
 * Fusion (fig. 3 right, eq. 14): the chunk's context g and the frame's f become a frame's context token.
 *
 *   s = Linear(LN((1 - a) g + a f)), a = sigmoid(balance), channel by channel
 *
 * Where one of the two is ablated, the other is taken alone. Checkpoint: balance, proj.0, proj.2.
 */
import type { Value } from '../../onnx/index.ts';
import { chunksOf, layerNormOf, linearLayer, type Part } from './part.ts';

/** g [B, C], f [F, C] -> s [F, C] */
export function fusion(part: Part, { video, frames }: { video: Value | undefined; frames: Value | undefined }): Value {
  const { vision } = part;
  const C = vision.hiddenSize;
  const mixed = mix(part, { video: video && everyFrame(part, video), frames });
  return linearLayer(part, layerNormOf(part, mixed, 'video_tower.proj.0'), {
    name: 'video_tower.proj.2',
    from: C,
    to: C,
    bias: true,
  });
}

function mix(
  { g, weights, vision }: Part,
  { video, frames }: { video: Value | undefined; frames: Value | undefined },
): Value {
  if (video && frames) {
    const share = g.sigmoid(weights.plain(g, 'video_tower.balance', [vision.hiddenSize]));
    return g.add(g.mul(g.sub(1, share), video), g.mul(share, frames));
  }
  const only = video ?? frames;
  if (!only) throw new Error('a frame without GSTRA and FSRA has no context token');
  return only;
}

/** [B, C] -> [F, C]: a chunk's token for each of its frames */
function everyFrame({ g, vision }: Part, video: Value): Value {
  const { hiddenSize: C, chunk: T, frames: F } = vision;
  const B = chunksOf(vision);
  return g.reshape(g.expand(g.reshape(video, [B, 1, C]), [B, T, C]), [F, C]);
}
