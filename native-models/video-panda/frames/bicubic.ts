/**
 * Resizes pictures as Pillow's `Image.resize(..., BICUBIC)` does, bit for bit: antialiased, one direction after the
 * other, 8-bit results by fixed-point sums. Knows pixels only.
 *
 * Follows Pillow's src/libImaging/Resample.c (ImagingResample, precompute_coeffs, normalize_coeffs_8bpc), version 9.4.
 */

/** RGB, 8 bits a channel, row by row without gaps: width * height * 3 bytes. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Which inputs make an output, and how much of each: `weights[output * most ...]` belong to inputs from `starts[output]`. */
interface Taps {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly weights: Int32Array;
  readonly most: number;
}

const PRECISION_BITS = 32 - 8 - 2;
const HALF = 1 << (PRECISION_BITS - 1);
const SUPPORT = 2;
const A = -0.5;

/** A picture of exactly that size; the very same object where nothing changes. Sizes are positive integers. */
export function resizeBicubic(image: RgbImage, size: { readonly width: number; readonly height: number }): RgbImage {
  check(image, size);
  const rows = tapsOf(image.height, size.height);
  // Pillow leaves a direction out whose size stays, and resizes only the rows that the second pass reads.
  const wide = image.width === size.width ? image : resizeRows(image, size.width, rowsRead(rows));
  return image.height === size.height ? wide : resizeColumns(wide, size.height, rows);
}

/** Horizontal pass. Rows outside `first` to `end` are left black. */
function resizeRows(
  { width, height, rgb }: RgbImage,
  newWidth: number,
  { first, end }: { readonly first: number; readonly end: number },
): RgbImage {
  const { starts, counts, weights, most } = tapsOf(width, newWidth);
  const out = new Uint8ClampedArray(newWidth * height * 3);
  let to = first * newWidth * 3;
  for (let y = first; y < end; y++) {
    const row = y * width * 3;
    for (let x = 0; x < newWidth; x++) {
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      let from = row + at(starts, x) * 3;
      const lastTap = x * most + at(counts, x);
      for (let tap = x * most; tap < lastTap; tap++) {
        const weight = at(weights, tap);
        red = (red + Math.imul(byteAt(rgb, from), weight)) | 0;
        green = (green + Math.imul(byteAt(rgb, from + 1), weight)) | 0;
        blue = (blue + Math.imul(byteAt(rgb, from + 2), weight)) | 0;
        from += 3;
      }
      out[to] = red >> PRECISION_BITS;
      out[to + 1] = green >> PRECISION_BITS;
      out[to + 2] = blue >> PRECISION_BITS;
      to += 3;
    }
  }
  return { width: newWidth, height, rgb: new Uint8Array(out.buffer) };
}

/** Vertical pass, a whole row at a time. */
function resizeColumns({ width, rgb }: RgbImage, newHeight: number, rows: Taps): RgbImage {
  const { starts, counts, weights, most } = rows;
  const stride = width * 3;
  const out = new Uint8ClampedArray(stride * newHeight);
  const sums = new Int32Array(stride);
  for (let y = 0; y < newHeight; y++) {
    sums.fill(HALF);
    for (let tap = 0; tap < at(counts, y); tap++) {
      const weight = at(weights, y * most + tap);
      const row = (at(starts, y) + tap) * stride;
      for (let i = 0; i < stride; i++) sums[i] = (at(sums, i) + Math.imul(byteAt(rgb, row + i), weight)) | 0;
    }
    for (let i = 0; i < stride; i++) out[y * stride + i] = at(sums, i) >> PRECISION_BITS;
  }
  return { width, height: newHeight, rgb: new Uint8Array(out.buffer) };
}

/** The frames of a clip share their sizes, so the last few tables are kept. */
const tables = new Map<string, Taps>();

function tapsOf(inputs: number, outputs: number): Taps {
  const key = `${inputs} ${outputs}`;
  const taps = tables.get(key) ?? computeTaps(inputs, outputs);
  tables.delete(key);
  tables.set(key, taps);
  const [oldest] = tables.keys();
  if (tables.size > 8 && oldest !== undefined) tables.delete(oldest);
  return taps;
}

function computeTaps(inputs: number, outputs: number): Taps {
  const scale = inputs / outputs;
  const filterScale = Math.max(1, scale);
  const support = SUPPORT * filterScale;
  const most = Math.ceil(support) * 2 + 1;
  const taps = {
    starts: new Int32Array(outputs),
    counts: new Int32Array(outputs),
    weights: new Int32Array(outputs * most),
    most,
  };
  for (let output = 0; output < outputs; output++) {
    const centre = (output + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(inputs, Math.trunc(centre + support + 0.5)) - start;
    const weights = new Float64Array(count);
    let sum = 0;
    for (let tap = 0; tap < count; tap++) {
      const weight = bicubic((tap + start - centre + 0.5) * (1 / filterScale));
      weights[tap] = weight;
      sum += weight;
    }
    taps.starts[output] = start;
    taps.counts[output] = count;
    taps.weights.set(
      weights.map((weight) => fixedPoint(sum === 0 ? weight : weight / sum)),
      output * most,
    );
  }
  return taps;
}

/** Half away from zero, then towards zero, as the C code rounds. */
function fixedPoint(weight: number): number {
  return Math.trunc((weight < 0 ? -0.5 : 0.5) + weight * (1 << PRECISION_BITS));
}

function bicubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return ((A + 2) * x - (A + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * A;
  return 0;
}

function rowsRead({ starts, counts }: Taps): { readonly first: number; readonly end: number } {
  return { first: at(starts, 0), end: at(starts, starts.length - 1) + at(counts, counts.length - 1) };
}

/** An index that is known to be inside. One function for each kind of array: shared, the loops take twice as long. */
function at(values: Int32Array, index: number): number {
  return values[index] as number;
}

function byteAt(values: Uint8Array, index: number): number {
  return values[index] as number;
}

function check({ width, height, rgb }: RgbImage, size: { readonly width: number; readonly height: number }): void {
  const sizes = [width, height, size.width, size.height];
  if (sizes.some((length) => !Number.isInteger(length) || length < 1) || rgb.length !== width * height * 3) {
    const from = `${width} x ${height} of ${rgb.length} bytes`;
    throw new RangeError(`a picture of ${from} cannot become ${size.width} x ${size.height}`);
  }
}
