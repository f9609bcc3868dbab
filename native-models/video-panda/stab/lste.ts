/**
 * Local spatio-temporal encoding (fig. 3 LSTE, eq. 2): X1 = X0 + L(X0).
 *
 *   L = BatchNorm3d [.0] -> Conv 1x1x1 to C' [.1] -> depthwise Conv (3,1,1) [.2] -> Conv 1x1x1 to C [.3], nothing non-linear between
 *
 * So the BatchNorm is folded into the first Conv, and everything that is added on the way arrives as one constant for each
 * frame of a chunk: the first and the last see a neighbour less. The Conv in time is a weighted sum of neighbouring frames.
 */
import type { GraphBuilder, Value } from '../../onnx/index.ts';
import { batchNorm, linear, transposed } from './fold.ts';
import { neighbours } from './neighbours.ts';
import { largeProduct, type Part, type TokenGrid } from './part.ts';

const layers = 'video_tower.lmhra1.pos_embed';

type Values = (tensor: string) => Float32Array;

/** X0 [B, T, H, W, C] -> X1, same shape */
export function localSpatioTemporalEncoding({ g, weights, vision }: Part, { tokens: x0, side }: TokenGrid): TokenGrid {
  const { hiddenSize: C, lsteSize: L, chunk: T } = vision;
  const inward = {
    name: `${layers}.1.weight x .0`,
    dims: [C, L] as const,
    from: (values: Values) => {
      const { scale } = normOf(values);
      const scaled = values(`${layers}.1.weight`).map((value, index) => value * (scale[index % C] ?? Number.NaN));
      return transposed({ values: scaled, rows: L, columns: C });
    },
  };
  const taps = [0, 1, 2].map((tap) =>
    weights.constant(g, {
      name: `${layers}.2.weight at ${tap - 1}`,
      dims: [L],
      from: (values) => values(`${layers}.2.weight`).filter((_, index) => index % 3 === tap),
    }),
  );
  const outward = {
    name: `${layers}.3.weight as [in, out]`,
    dims: [L, C] as const,
    from: (values: Values) => transposed({ values: values(`${layers}.3.weight`), rows: C, columns: L }),
  };
  const added = weights.constant(g, {
    name: `${layers} biases by frame`,
    dims: [T, 1, 1, C],
    from: (values) => constants(values, { C, L, T }),
  });

  const narrow = largeProduct({ g, weights }, x0, inward); // [B, T, H, W, C']
  const mixed = weightedNeighbours(g, narrow, { taps, T }); // [B, T, H, W, C']
  const encoded = g.add(largeProduct({ g, weights }, mixed, outward), added); // [B, T, H, W, C]
  return { tokens: g.add(x0, encoded), side };
}

/** y[t] = taps[-1] x[t-1] + taps[0] x[t] + taps[1] x[t+1], channel by channel, nothing beyond the chunk */
function weightedNeighbours(g: GraphBuilder, x: Value, { taps, T }: { taps: readonly Value[]; T: number }): Value {
  const frames = g.split(x, { axis: 1, sizes: Array.from({ length: T }, () => 1) });
  const sums = frames.map((_, t) =>
    neighbours(frames, taps, t)
      .map(({ frame, tap }) => g.mul(frame, tap))
      .reduce((sum, term) => g.add(sum, term)),
  );
  return g.concat(sums, 1);
}

/** What L adds to each frame of a chunk whatever it shows: [T, C]. */
function constants(values: Values, { C, L, T }: { C: number; L: number; T: number }): Float64Array {
  const { shift } = normOf(values);
  const first = { values: values(`${layers}.1.weight`), rows: L, columns: C };
  const narrow = linear(first, shift, values(`${layers}.1.bias`)); // [L]
  const taps = values(`${layers}.2.weight`);
  const tapBias = values(`${layers}.2.bias`);
  const last = { values: values(`${layers}.3.weight`), rows: C, columns: L };
  const lastBias = values(`${layers}.3.bias`);
  const all = new Float64Array(T * C);
  for (let t = 0; t < T; t++) {
    const seen = [0, 1, 2].filter((tap) => t + tap - 1 >= 0 && t + tap - 1 < T);
    const mixed = narrow.map((value, channel) => {
      const weight = seen.reduce((sum, tap) => sum + (taps[channel * 3 + tap] ?? Number.NaN), 0);
      return weight * value + (tapBias[channel] ?? Number.NaN);
    });
    all.set(linear(last, mixed, lastBias), t * C);
  }
  return all;
}

function normOf(values: Values) {
  return batchNorm({
    weight: values(`${layers}.0.weight`),
    bias: values(`${layers}.0.bias`),
    mean: values(`${layers}.0.running_mean`),
    variance: values(`${layers}.0.running_var`),
  });
}
