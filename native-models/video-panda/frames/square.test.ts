import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parityFile, readGolden } from '../parity.ts';
import { eachPortableBits } from '../portable-generator.ts';
import { resizeBicubic } from './bicubic.ts';
import type { RgbImage } from './bicubic.ts';
import { pixelsOf } from './pixels.ts';
import { cropOf, squareOf } from './square.ts';

const official = { imageSize: 448, patchSize: 14, downsample: 2, frames: 8 };

interface Preprocessed {
  name: string;
  width: number;
  height: number;
  input_sha256: string;
  resized: [number, number];
  valid_patches: number;
  pad_before_px: number;
  square_rgb_sha256: string;
  stride: number;
  tensor: number[];
}

const preprocessed = readGolden(parityFile('frames', 'preprocess.json')) as { cases: Preprocessed[] };

describe.each(preprocessed.cases)('the official square of $name', (golden) => {
  const frame = officialFrame(golden);
  const square = squareOf(frame, official);

  it('is the same bit for bit', () => {
    const { width, height, left, top } = cropOf(frame, official);
    expect({
      input_sha256: sha256(frame.rgb),
      resized: [width, height],
      pad_before_px: left + top,
      square_rgb_sha256: sha256(square.rgb),
    }).toEqual({
      input_sha256: golden.input_sha256,
      resized: golden.resized,
      pad_before_px: golden.pad_before_px,
      square_rgb_sha256: golden.square_rgb_sha256,
    });
  });

  it('becomes the same tensor and the same mask', () => {
    const { pixels, rows, columns, real } = pixelsOf([square], { ...official, frames: 1 });
    const area = 448 * 448;
    const inside = (index: number, [first, end]: readonly [number, number]) => index >= first * 14 && index < end * 14;
    const strided = golden.tensor.map((_, index) => {
      const at = index * golden.stride;
      if (at < 3 * area) return pixels[at] ?? Number.NaN;
      return inside(Math.floor((at % area) / 448), rows) && inside(at % 448, columns) ? 1 : 0;
    });
    const worst = Math.max(...strided.map((value, index) => Math.abs(value - (golden.tensor[index] ?? Number.NaN))));
    expect(worst).toBeLessThan(1e-6);
    expect(real).toBe(1);
  });
});

interface Squared {
  width: number;
  height: number;
  harsh: boolean;
  shape: [imageSize: number, patchSize: number, downsample: number];
  resized: [number, number];
  corner: [number, number];
  sha256: string;
}

describe('the square', () => {
  const path = join(import.meta.dirname, '../goldens/frames/squares.json');
  const { cases } = readGolden(path) as { cases: Squared[] };

  it.each([...Map.groupBy(cases, ({ width, height }) => `${width} x ${height}`)])(
    'of a frame of %s is what Pillow makes of it, at any side, patch and stride',
    (_, goldens) => {
      const frames = [false, true].map((harsh) => hashedFrame({ ...(goldens[0] as Squared), harsh }));
      const squares = goldens.map((golden) => {
        const [imageSize, patchSize, downsample] = golden.shape;
        const shape = { imageSize, patchSize, downsample };
        const frame = frames[Number(golden.harsh)] as RgbImage;
        const { width, height, left, top } = cropOf(frame, shape);
        const { rgb } = squareOf(frame, shape);
        return { ...golden, resized: [width, height], corner: [left, top], sha256: sha256(rgb) };
      });
      expect(squares).toEqual(goldens);
    },
  );

  it('says which patches the frame covers, in whole visual tokens', () => {
    const of = (width: number, height: number) => cropOf({ width, height }, official);
    expect([of(1920, 1080), of(1080, 1920), of(600, 600), of(9999, 1)]).toEqual([
      { width: 448, height: 252, left: 0, top: 84, rows: [6, 24], columns: [0, 32] },
      { width: 252, height: 448, left: 84, top: 0, rows: [0, 32], columns: [6, 24] },
      { width: 448, height: 448, left: 0, top: 0, rows: [0, 32], columns: [0, 32] },
      { width: 448, height: 28, left: 0, top: 196, rows: [14, 16], columns: [0, 32] },
    ]);
  });

  it('takes a frame of another size into the crop of the first', () => {
    const first = squareOf(hashedFrame({ width: 64, height: 36, harsh: false }), official);
    const other = hashedFrame({ width: 30, height: 40, harsh: false });
    const second = squareOf(other, official, cropOf({ width: 64, height: 36 }, official));
    expect([second.rows, second.columns]).toEqual([first.rows, first.columns]);
    expect(pixelsOf([first, second], official).real).toBe(2);
    expect(() => pixelsOf([first, squareOf(other, official)], official)).toThrow(RangeError);
  });

  it('is refused where there is no frame, or no whole tokens', () => {
    expect(() => cropOf({ width: 0, height: 3 }, official)).toThrow(RangeError);
    expect(() => cropOf({ width: 4, height: 3 }, { ...official, imageSize: 450 })).toThrow(RangeError);
    expect(() => resizeBicubic({ width: 2, height: 2, rgb: new Uint8Array(11) }, { width: 1, height: 1 })).toThrow(
      RangeError,
    );
  });
});

describe('the pixels of a clip', () => {
  const square = squareOf(hashedFrame({ width: 16, height: 9, harsh: false }), official);

  it('end with frames of zeros where the clip is short', () => {
    const { pixels, ...rest } = pixelsOf([square, square, square], official);
    const frameLength = 3 * 448 * 448;
    const isZero = (frame: number) =>
      pixels.subarray(frame * frameLength, (frame + 1) * frameLength).every((x) => x === 0);
    expect(rest).toEqual({ dims: [8, 3, 448, 448], rows: [6, 24], columns: [0, 32], real: 3 });
    expect(Array.from({ length: 8 }, (_, frame) => isZero(frame))).toEqual([
      ...Array<boolean>(3).fill(false),
      ...Array<boolean>(5).fill(true),
    ]);
  });

  it('are refused without a frame, and with too many', () => {
    expect(() => pixelsOf([], official)).toThrow(RangeError);
    expect(() => pixelsOf([square, square], { ...official, frames: 1 })).toThrow(RangeError);
  });
});

/** The frame that the note in preprocess.json describes. */
function officialFrame({ name, width, height }: { name: string; width: number; height: number }): RgbImage {
  const rgb = new Uint8Array(width * height * 3);
  eachPortableBits(name, rgb.length, (index, bits24) => {
    const x = Math.floor(index / 3) % width;
    const y = Math.floor(index / (3 * width));
    const channel = index % 3;
    const red = Math.floor((255 * x) / (width - 1));
    const green = Math.floor((255 * y) / (height - 1));
    const blue = 200 * ((Math.floor(x / 32) + Math.floor(y / 32)) % 2);
    const base = channel === 0 ? red : channel === 1 ? green : blue;
    rgb[index] = Math.floor((3 * base + (bits24 >>> 16)) / 4);
  });
  return { width, height, rgb };
}

/** The frame that make_squares.py describes. */
function hashedFrame({ width, height, harsh }: { width: number; height: number; harsh: boolean }): RgbImage {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < rgb.length; i++) {
    const hashed = Math.imul(i, 2654435761);
    rgb[i] = harsh ? (hashed >>> 31) * 255 : hashed >>> 24;
  }
  return { width, height, rgb };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
