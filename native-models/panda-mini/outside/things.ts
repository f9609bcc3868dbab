/** The separate things on a picture: connected pixels that are nearer to the things' colour than to the ground's. */
import { isOfThing } from './colors.ts';
import type { MainColors } from './colors.ts';

export interface Picture {
  /** width x height x 3. */
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** In pixels. */
export interface Thing {
  readonly width: number;
  readonly height: number;
  /** Middle of its pixels. */
  readonly x: number;
  readonly y: number;
  readonly pixels: number;
}

/** Less than that is a speck, as codecs leave them. */
const LEAST_PIXELS = 12;

/** In the order in which their first pixels are read. */
export function thingsOn({ rgb, width, height }: Picture, colors: MainColors): Thing[] {
  const isThing = new Uint8Array(width * height);
  for (let pixel = 0; pixel < isThing.length; pixel++) isThing[pixel] = Number(isOfThing(rgb, pixel * 3, colors));
  const things: Thing[] = [];
  for (let pixel = 0; pixel < isThing.length; pixel++) {
    if (isThing[pixel] === 0) continue;
    const found = takeThing(isThing, width, pixel);
    if (found.pixels >= LEAST_PIXELS) things.push(found);
  }
  return things;
}

/** Follows the pixels that touch, and clears them. */
function takeThing(isThing: Uint8Array, width: number, first: number): Thing {
  const open: number[] = [];
  const visit = (pixel: number) => {
    if (isThing[pixel] !== 1) return;
    isThing[pixel] = 0;
    open.push(pixel);
  };
  visit(first);
  let [pixels, sumX, sumY] = [0, 0, 0];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    pixels++;
    sumX += x;
    sumY += y;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    if (x > 0) visit(pixel - 1);
    if (x < width - 1) visit(pixel + 1);
    visit(pixel - width);
    visit(pixel + width);
  }
  return { width: right - left + 1, height: bottom - top + 1, x: sumX / pixels, y: sumY / pixels, pixels };
}
