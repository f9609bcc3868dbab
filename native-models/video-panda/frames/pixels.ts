/** The squares of one clip as STAB's input, with frames of zeros where the clip is short. Knows no files and no graph. */
import { normalisedLevels } from './colour.ts';
import type { Range, Square, SquareShape } from './square.ts';

export interface ClipPixels {
  /** [F, 3, S, S], normalised. */
  readonly pixels: Float32Array;
  readonly dims: readonly [frames: number, channels: number, height: number, width: number];
  /** The patches that the real frames cover. */
  readonly rows: Range;
  readonly columns: Range;
  /** How many frames are real; the rest are zeros. */
  readonly real: number;
}

/** Throws RangeError where there is no frame, where there are too many, or where they do not share one crop. */
export function pixelsOf(
  squares: readonly Square[],
  { imageSize, frames }: SquareShape & { readonly frames: number },
): ClipPixels {
  const [first] = squares;
  if (first === undefined) throw new RangeError('a clip has a frame');
  if (squares.length > frames) throw new RangeError(`${squares.length} frames are more than ${frames}`);
  const { rows, columns } = first;
  const area = imageSize * imageSize;
  const pixels = new Float32Array(frames * 3 * area);
  squares.forEach((square, frame) => {
    const fits = same(square.rows, rows) && same(square.columns, columns) && square.rgb.length === 3 * area;
    if (!fits) throw new RangeError('the frames of a clip share one square and one crop');
    normalisedLevels.forEach((levels, channel) => {
      const plane = pixels.subarray((frame * 3 + channel) * area, (frame * 3 + channel + 1) * area);
      fillPlane(plane, square.rgb.subarray(channel), levels);
    });
  });
  return { pixels, dims: [frames, 3, imageSize, imageSize], rows, columns, real: squares.length };
}

/** Takes every third byte: one channel of pixels that are stored together. */
function fillPlane(plane: Float32Array, rgb: Uint8Array, levels: Float32Array): void {
  for (let pixel = 0; pixel < plane.length; pixel++) plane[pixel] = levels[rgb[3 * pixel] as number] as number;
}

function same(a: Range, b: Range): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
