/** Patch embedding (fig. 3 left, eq. 1): every patch of the square becomes a token, the padded ones too. */
import type { Value } from '../../onnx/index.ts';
import { gridSize } from '../config.ts';
import { chunksOf, type Part, type TokenGrid } from './part.ts';

/** pixels [F, 3, S, S] -> X0 [B, T, H, W, C], H = W = S / p */
export function patchEmbedding({ g, weights, vision }: Part, pixels: Value): TokenGrid {
  const { hiddenSize: C, patchSize: p, chunk: T } = vision;
  const side = gridSize(vision);
  const weight = weights.plain(g, 'video_tower.patch_embedding.weight', [C, 3, p, p]);
  const patches = g.op('Conv', [pixels, weight], { attributes: { kernel_shape: [p, p], strides: [p, p] } }); // [F, C, H, W]
  const tokens = g.reshape(g.transpose(patches, [0, 2, 3, 1]), [chunksOf(vision), T, side, side, C]);
  return { tokens, side };
}
