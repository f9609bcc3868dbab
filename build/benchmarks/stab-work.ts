/** How much arithmetic STAB and the projector are, and what goes in and comes out. Knows no clock. */
import type { Tensor } from '../../main/engine/index.ts';
import { gridSize, type VisionConfig } from '../../native-models/video-panda/config.ts';

/** The patches that frames cover, [first, end). */
export interface Shape {
  readonly name: string;
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
  /** Seconds a clip of the official module with projector: PyTorch 1.13, OpenBLAS, two AVX512 vCPUs. */
  readonly officialS: number;
}

/** Wide frames cover the middle of the square, 9 of its 16 rows of tokens (a part like it where the square has fewer). */
export function shapesOf(vision: VisionConfig): readonly [wide: Shape, square: Shape] {
  const side = gridSize(vision);
  const first = vision.downsample * Math.floor((side * 7) / 32 / vision.downsample);
  const wide = vision.downsample * Math.ceil((side * 9) / 16 / vision.downsample);
  return [
    { name: '16:9', rows: [first, first + wide], columns: [0, side], officialS: 1.75 },
    { name: 'square', rows: [0, side], columns: [0, side], officialS: 2.1 },
  ];
}

/** Multiplications with addition of matrix products and convolutions, for F real frames. */
export interface Macs {
  /** Of STAB as stabGraph has it. */
  readonly folded: number;
  /** Of STAB as the equations stand (plain-stab.ts). */
  readonly plain: number;
  /** Of the projector, for the tokens of either. */
  readonly foldedProjector: number;
  readonly plainProjector: number;
}

export function macsOf(vision: VisionConfig, width: number, shape: Shape): Macs {
  const { hiddenSize: C, lsteSize: L, patchSize: p, heads, gstraHeads, frames: F } = vision;
  const patches = F * gridSize(vision) ** 2;
  const inWindow = vision.downsample ** 2;
  const windows = (F * lengthOf(shape.rows) * lengthOf(shape.columns)) / inWindow;
  const lines = (F * lengthOf(shape.rows)) / vision.downsample;
  const encoded = 3 * p * p * C + 2 * C * L + 27 * C;
  const projected = C * width + width * width;
  return {
    folded: patches * (encoded + 2 * C * gstraHeads) + windows * (4 * C * C + 2 * inWindow * heads * C + 2 * C * heads),
    plain:
      patches * (encoded + 2 * C * C + 2 * C) +
      windows * (2 * C * C + inWindow * (2 * C * C + 2 * C)) +
      windows * (2 * C * C + 2 * C),
    foldedProjector: (windows + F) * projected,
    plainProjector: (windows + F + lines) * projected,
  };
}

/** pixels, rows, columns and real, as stab.onnx has them: F real frames. */
export function inputsOf(vision: VisionConfig, { rows, columns }: Shape): Readonly<Record<string, Tensor>> {
  const { frames: F, imageSize: S } = vision;
  const data = Float32Array.from({ length: F * 3 * S * S }, (_, index) => Math.sin(index));
  return {
    pixels: { type: 'float32', dims: [F, 3, S, S], data },
    rows: int64(rows),
    columns: int64(columns),
    real: int64([F]),
  };
}

function lengthOf([first, end]: readonly [number, number]): number {
  return end - first;
}

function int64(values: readonly number[]): Tensor {
  return { type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) };
}
