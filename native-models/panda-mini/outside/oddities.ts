/**
 * In how many ways the pictures of a clip are unlike Panda-Mini's world, each as a number that is small where they are of
 * it. Looks at pictures as the model sees them and at nothing else; what is too much is measure.ts's business.
 */
import type { Square } from '../../video-panda/frames/index.ts';
import { world } from '../world/facts.ts';
import { distanceBetween, isStrange, mainColorsOf } from './colors.ts';
import type { Color, MainColors } from './colors.ts';
import { thingsOn } from './things.ts';
import type { Picture, Thing } from './things.ts';

export const ODDITIES = ['texture', 'ground', 'color', 'number', 'size', 'proportions', 'path'] as const;
export type Oddity = (typeof ODDITIES)[number];

/**
 * - texture: share of pixels that are of neither of the clip's two main colours, in its worst picture
 * - ground, color: levels from the nearest named colour
 * - number: things on the picture with most, or NONE where one has none
 * - size: logarithm of the largest side against the world's middle size, up or down, at the worst
 * - proportions: logarithm of width against height, either way, at the worst
 * - path: how far the things go along both axes at once, in picture sides
 */
export type Oddities = Readonly<Record<Oddity, number>>;

/** As a number of things: a picture without any is as odd as one with very many. */
const NONE = 100;

/** `squares`: the real frames of a clip, in order. */
export function odditiesOf(squares: readonly Square[], patchSize: number): Oddities {
  const pictures = squares.map((square) => croppedTo(square, patchSize));
  const colors = mainColorsOf(joined(pictures));
  const things = pictures.map((picture) => thingsOn(picture, colors));
  const side = Math.max(pictures[0]?.width ?? 0, pictures[0]?.height ?? 0);
  const all = things.flat();
  const worst = (odd: (thing: Thing) => number) => all.reduce((most, thing) => Math.max(most, odd(thing)), 0);
  const middle = Math.log(world.geometry.radius[0] + world.geometry.radius[1]);
  return {
    texture: Math.max(...pictures.map((picture) => strangeShare(picture, colors))),
    ground: nearest(colors.ground, Object.values(world.backgrounds)),
    color: colors.thing === undefined ? 0 : nearest(colors.thing, Object.values(world.colors)),
    number: Math.max(...things.map(({ length }) => (length === 0 ? NONE : length))),
    size: worst(({ width, height }) => Math.abs(Math.log(Math.max(width, height) / side) - middle)),
    proportions: worst(({ width, height }) => Math.abs(Math.log(width / height))),
    path: offAxis(things) / side,
  };
}

function croppedTo({ rgb, rows, columns }: Square, patchSize: number): Picture {
  const [side, left, top] = [Math.sqrt(rgb.length / 3), columns[0] * patchSize, rows[0] * patchSize];
  const width = (columns[1] - columns[0]) * patchSize;
  const height = (rows[1] - rows[0]) * patchSize;
  const lines = Array.from({ length: height }, (_, row) => {
    const start = ((top + row) * side + left) * 3;
    return rgb.subarray(start, start + width * 3);
  });
  return { rgb: Uint8Array.from(Buffer.concat(lines)), width, height };
}

function joined(pictures: readonly Picture[]): Uint8Array {
  return Buffer.concat(pictures.map(({ rgb }) => rgb));
}

function strangeShare({ rgb }: Picture, colors: MainColors): number {
  let strange = 0;
  for (let at = 0; at < rgb.length; at += 3) strange += Number(isStrange(rgb, at, colors));
  return strange / (rgb.length / 3);
}

function nearest(color: Color, named: readonly Color[]): number {
  return Math.min(...named.map((one) => distanceBetween(color, one)));
}

/** How far the middle of all that is there moves along the axis along which it moves less. */
function offAxis(things: readonly (readonly Thing[])[]): number {
  const middles = things.flatMap((found) => {
    const pixels = found.reduce((sum, thing) => sum + thing.pixels, 0);
    if (pixels === 0) return [];
    const mean = (of: (thing: Thing) => number) =>
      found.reduce((sum, thing) => sum + of(thing) * thing.pixels, 0) / pixels;
    return [{ x: mean(({ x }) => x), y: mean(({ y }) => y) }];
  });
  const spread = (values: readonly number[]) => (values.length === 0 ? 0 : Math.max(...values) - Math.min(...values));
  return Math.min(spread(middles.map(({ x }) => x)), spread(middles.map(({ y }) => y)));
}
