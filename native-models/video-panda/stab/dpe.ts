/**
 * Dynamic position encoding (fig. 3 DPE, eq. 3): X2 = X1 + DPE(X1), a depthwise 3x3x3 Conv.
 *
 * It runs as depthwise 3x3 Convs over single frames, one for each step in time, summed: runtimes have a fast kernel for
 * those and none for grouped 3-D Convs. The residual is one more in the middle of the kernel.
 */
import type { Part, TokenGrid } from './part.ts';
import { chunksOf } from './part.ts';
import { neighbours } from './neighbours.ts';

/** X1 [B, T, H, W, C] -> X2, same shape */
export function dynamicPositionEncoding({ g, weights, vision }: Part, { tokens: x1, side }: TokenGrid): TokenGrid {
  const { hiddenSize: C, chunk: T } = vision;
  const B = chunksOf(vision);
  const taps = [0, 1, 2].map((step) =>
    weights.constant(g, {
      name: `video_tower.dpe.weight at ${step - 1}`,
      dims: [C, 1, 3, 3],
      from: (values) => {
        const kernel = values('video_tower.dpe.weight').filter((_, index) => Math.floor(index / 9) % 3 === step); // [C, 3, 3]
        return step === 1 ? kernel.map((value, index) => value + (index % 9 === 4 ? 1 : 0)) : kernel;
      },
    }),
  );
  const bias = weights.plain(g, 'video_tower.dpe.bias', [C]);
  const attributes = { group: C, kernel_shape: [3, 3], pads: [1, 1, 1, 1] };

  const frames = g
    .split(x1, { axis: 1, sizes: Array.from({ length: T }, () => 1) })
    .map((frame) => g.transpose(g.squeeze(frame, [1]), [0, 3, 1, 2])); // T of [B, C, H, W]
  const encoded = frames.map((_, t) => {
    const convs = neighbours(frames, taps, t).map(({ frame, tap }, index) =>
      g.op('Conv', index === 0 ? [frame, tap, bias] : [frame, tap], { attributes }),
    );
    const sum = convs.reduce((before, conv) => g.add(before, conv));
    return g.reshape(g.transpose(sum, [0, 2, 3, 1]), [B, 1, side, side, C]);
  });
  return { tokens: g.concat(encoded, 1), side };
}
