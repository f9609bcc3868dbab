/**
 * The STAB goldens' weights and inputs, made again, and how far values are from theirs. For tests and benchmarks. Knows the
 * goldens' files (README.md beside them), not the graph that is tested.
 */
import { createHash } from 'node:crypto';
import type { Tensor } from '../../../main/engine/tensor.ts';
import type { NamedTensors } from '../weights.ts';
import { parityFile, readGolden } from '../parity.ts';
import { eachPortable, portableValues } from '../portable-generator.ts';

/** A rectangle of pixels; x1 and y1 lie outside. */
export interface Rectangle {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Some of a tensor's values: flat index k * stride. */
export interface Strided {
  readonly shape: readonly number[];
  readonly stride: number;
  readonly values: readonly number[];
}

export interface GoldenFrame {
  readonly pre: Strided;
  readonly post: Strided;
  /** L2 norm of each token. */
  readonly pre_l2: readonly number[];
  readonly post_l2: readonly number[];
  readonly pre_class_token: readonly number[];
}

export interface StabGolden {
  readonly case: string;
  readonly rect: Rectangle;
  readonly zero_frames: readonly number[];
  readonly input_sha256_f32le: string;
  readonly tokens_per_frame: readonly number[];
  readonly frames: Readonly<Record<string, GoldenFrame>>;
  readonly all_frames_mean_l2: { readonly pre: readonly number[]; readonly post: readonly number[] };
}

/** The official sizes: goldens are of these alone. */
const side = 448;
const patch = 14;
const frameCount = 8;

/** All tensors of the official model's vision part; each is made when it is read. */
export function portableTensors(): NamedTensors {
  const { tensors } = readGolden(parityFile('stab', 'params.json')) as {
    tensors: { name: string; shape: number[]; count: number; offset: number; a: number }[];
  };
  const known = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  return {
    has: (name) => known.has(name),
    get: (name) => {
      const tensor = known.get(name);
      if (!tensor) throw new Error(`the goldens have no tensor ${name}`);
      return { type: 'float32', dims: tensor.shape, read: () => portableValues(name, tensor.count, tensor) };
    },
  };
}

/** The colour channels of the golden's input, [8, 3, 448, 448]. Throws when it is not the input that the golden was made of. */
export function portablePixels(golden: StabGolden): Float32Array {
  const { rect, zero_frames: zeroFrames } = golden;
  const pads = (readGolden(parityFile('stab', 'cases.json')) as { pad_rgb: number[] }).pad_rgb;
  const area = side * side;
  const grid = side / patch;
  const coarse = new Float64Array(frameCount * 3 * grid * grid);
  eachPortable(`input.${golden.case}.coarse`, coarse.length, (index, r) => {
    coarse[index] = r;
  });
  const pixels = new Float32Array(frameCount * 3 * area);
  for (let plane = 0; plane < frameCount * 3; plane++)
    pixels.fill(pads[plane % 3] ?? 0, plane * area, (plane + 1) * area);
  eachPortable(`input.${golden.case}.fine`, pixels.length, (index, r) => {
    const [x, y, plane] = [index % side, Math.floor(index / side) % side, Math.floor(index / area)];
    if (x < rect.x0 || x >= rect.x1 || y < rect.y0 || y >= rect.y1) return;
    const cell = (plane * grid + Math.floor(y / patch)) * grid + Math.floor(x / patch);
    pixels[index] = 1.2 * (coarse[cell] ?? 0) + 0.8 * r;
  });
  for (const frame of zeroFrames) pixels.fill(0, frame * 3 * area, (frame + 1) * 3 * area);
  const hash = hashWithMask(pixels, golden);
  if (hash !== golden.input_sha256_f32le) throw new Error(`the input of ${golden.case} is not the golden's`);
  return pixels;
}

/** The golden's hash is over four channels: the colours and the mask. */
function hashWithMask(pixels: Float32Array, { rect, zero_frames: zeroFrames }: StabGolden): string {
  const area = side * side;
  const mask = new Float32Array(area);
  for (let y = rect.y0; y < rect.y1; y++) mask.fill(1, y * side + rect.x0, y * side + rect.x1);
  const hash = createHash('sha256');
  for (let frame = 0; frame < frameCount; frame++) {
    hash.update(pixels.subarray(frame * 3 * area, (frame + 1) * 3 * area));
    hash.update(zeroFrames.includes(frame) ? new Float32Array(area) : mask);
  }
  return hash.digest('hex');
}

/** What stab.onnx takes for a golden. Throws where the golden's frames of zeros are not the last ones, as the product has them. */
export function goldenInputs(golden: StabGolden): Record<string, Tensor> {
  const { rect, zero_frames: zeroFrames } = golden;
  const real = frameCount - zeroFrames.length;
  if (zeroFrames.some((frame, index) => frame !== real + index)) throw new Error('frames of zeros come last');
  const int64 = (...values: number[]): Tensor => {
    return { type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) };
  };
  return {
    pixels: { type: 'float32', dims: [frameCount, 3, side, side], data: portablePixels(golden) },
    rows: int64(rect.y0 / patch, rect.y1 / patch),
    columns: int64(rect.x0 / patch, rect.x1 / patch),
    real: int64(real),
  };
}

export interface FrameTokens {
  readonly values: Float32Array;
  readonly shape: readonly [tokens: number, width: number];
}

export type OutputNames = readonly [tokens: string, padding: string];

/** One frame of what stab.onnx gave. */
export function goldenFrame(
  { zero_frames: zeroFrames }: StabGolden,
  wanted: { readonly results: Readonly<Record<string, Tensor>>; readonly names: OutputNames; readonly frame: number },
): FrameTokens {
  const { frame, names, results } = wanted;
  const real = frameCount - zeroFrames.length;
  const { data, dims } = results[frame < real ? names[0] : names[1]] ?? { data: new Float32Array(0), dims: [] };
  const [, tokens = 0, width = 0] = dims;
  const first = (frame < real ? frame : frame - real) * tokens * width;
  return { values: (data as Float32Array).subarray(first, first + tokens * width), shape: [tokens, width] };
}

export function strided(values: Float32Array, { stride, values: expected }: Strided): Float32Array {
  return Float32Array.from(expected, (_, index) => values[index * stride] ?? Number.NaN);
}

export function norms({ values, shape: [tokens, width] }: FrameTokens): number[] {
  return Array.from({ length: tokens }, (_, token) =>
    Math.hypot(...values.subarray(token * width, (token + 1) * width)),
  );
}

/** The largest difference, and the L2 norm of all differences relative to that of `expected`. */
export function distance(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
): { maxAbs: number; relativeL2: number } {
  if (actual.length !== expected.length) throw new Error(`${actual.length} values for ${expected.length}`);
  let [maxAbs, squares, total] = [0, 0, 0];
  for (let index = 0; index < expected.length; index++) {
    const [value, right] = [actual[index] ?? Number.NaN, expected[index] ?? Number.NaN];
    const difference = Math.abs(value - right);
    maxAbs = difference <= maxAbs ? maxAbs : difference; // NaN comes through
    squares += difference * difference;
    total += right * right;
  }
  return { maxAbs, relativeL2: Math.sqrt(squares / total) };
}
