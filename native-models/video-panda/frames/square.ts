/**
 * Fits a frame of any size onto the model's square: which size it is resized to, where it lies, which patches it covers.
 * Knows one frame at a time, no clip.
 *
 * The longer side fills the square; the shorter one is rounded up to whole visual tokens, in the official code's
 * arithmetic (at the teacher's scale, half the side for a stride of 2). The frame lies in the middle, rounded towards
 * the start. Sample aspect ratio is not applied, as in the official reader.
 */
import { resizeBicubic } from './bicubic.ts';
import type { RgbImage } from './bicubic.ts';
import { paddingRgb } from './colour.ts';

/** What of the model's configuration the square depends on: 448, 14 and 2 in the official model. */
export interface SquareShape {
  readonly imageSize: number;
  readonly patchSize: number;
  /** LSD's stride: patches a visual token is wide. */
  readonly downsample: number;
}

/** First and one past the last. */
export type Range = readonly [first: number, end: number];

export interface Crop {
  /** The frame's size on the square, and where it begins; pixels. */
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  /** The patches that it covers, all bounds multiples of the stride. */
  readonly rows: Range;
  readonly columns: Range;
}

export interface Square {
  /** S x S x 3. */
  readonly rgb: Uint8Array;
  readonly rows: Range;
  readonly columns: Range;
}

/** Where a frame of this size goes. Throws RangeError for sizes that are not positive or a square that tokens do not fill. */
export function cropOf(frame: { readonly width: number; readonly height: number }, shape: SquareShape): Crop {
  const { imageSize, patchSize, downsample } = shape;
  const tokenPx = patchSize * downsample;
  const tokens = imageSize / tokenPx;
  if (!Number.isInteger(tokens)) throw new RangeError(`${imageSize} pixels are not whole tokens of ${tokenPx}`);
  if (!(frame.width > 0 && frame.height > 0)) throw new RangeError(`no frame is ${frame.width} x ${frame.height}`);

  const landscape = frame.width > frame.height;
  const [shorter, longer] = landscape ? [frame.height, frame.width] : [frame.width, frame.height];
  const short = Math.ceil(((imageSize / downsample) * shorter) / longer / patchSize);
  const before = Math.floor((tokens - short) / 2);
  const across: Range = [before * downsample, (before + short) * downsample];
  const along: Range = [0, tokens * downsample];
  const shortPx = short * tokenPx;
  return landscape
    ? { width: imageSize, height: shortPx, left: 0, top: before * tokenPx, rows: across, columns: along }
    : { width: shortPx, height: imageSize, left: before * tokenPx, top: 0, rows: along, columns: across };
}

/** The frame on its square. `crop` is that of the clip's first frame, which all its frames share. */
export function squareOf(frame: RgbImage, shape: SquareShape, crop: Crop = cropOf(frame, shape)): Square {
  const { imageSize: side } = shape;
  const { rgb } = resizeBicubic(frame, crop);
  const square = new Uint8Array(side * side * 3);
  const paddingRow = Uint8Array.from({ length: side * 3 }, (_, i) => paddingRgb[i % 3] ?? 0);
  for (let y = 0; y < side; y++) square.set(paddingRow, y * side * 3);
  for (let y = 0; y < crop.height; y++) {
    const row = rgb.subarray(y * crop.width * 3, (y + 1) * crop.width * 3);
    square.set(row, ((crop.top + y) * side + crop.left) * 3);
  }
  return { rgb: square, rows: crop.rows, columns: crop.columns };
}
