/**
 * What a scene looks like: the definition of the picture. Training's renderer (world.py) is its equal within one level.
 * Knows no facts: it draws shapes by their signed distances, with edges one pixel soft.
 */
import { entryOf, world } from './facts.ts';
import type { Rgb } from './facts.ts';
import type { Scene } from './scene.ts';

/** The picture at a time of 0 .. 1 of the scene: size x size RGB24. Objects are drawn in order, each rounded. */
export function renderFrame(scene: Scene, time: number, size: number): Uint8Array {
  const rgb = filled(scene.backgroundRgb, size);
  const distance = entryOf(distances, scene.facts.shape);
  const radius = scene.radius * size;
  for (const start of scene.starts) {
    const x = (start[0] + scene.travel[0] * time) * size;
    const y = (start[1] + scene.travel[1] * time) * size;
    drawShape(rgb, size, { distance, x, y, radius, reach: world.geometry.extent * radius, rgb: scene.rgb });
  }
  return rgb;
}

/** One thing on a picture, in pixels. */
interface Thing {
  readonly distance: Distance;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Nothing of it is farther from its middle than this, along either axis. */
  readonly reach: number;
  readonly rgb: Rgb;
}

/** Draws it on a size x size RGB24 picture, over what is there. */
export function drawShape(picture: Uint8Array, size: number, { distance, x, y, radius, reach, rgb }: Thing): void {
  const rows = pixelsBetween(y - reach - 1, y + reach + 1, size);
  const columns = pixelsBetween(x - reach - 1, x + reach + 1, size);
  for (let row = rows.first; row < rows.end; row++) {
    for (let column = columns.first; column < columns.end; column++) {
      const outside = distance(column + 0.5 - x, row + 0.5 - y, radius);
      const coverage = Math.min(1, Math.max(0, 0.5 - outside));
      if (coverage > 0) blend(picture, (row * size + column) * 3, rgb, coverage);
    }
  }
}

/** How far outside a shape of radius r a point is, seen from the shape's middle; in pixels, less than 0 inside. */
export type Distance = (dx: number, dy: number, r: number) => number;

const distances: Readonly<Record<string, Distance>> = {
  circle: (dx, dy, r) => Math.hypot(dx, dy) - r,
  square: (dx, dy, r) => Math.max(Math.abs(dx), Math.abs(dy)) - 0.85 * r,
  triangle: (dx, dy, r) => Math.max(dy - 0.6 * r, Math.abs(dx) * (Math.sqrt(3) / 2) - dy * 0.5 - 0.6 * r),
  cross: (dx, dy, r) => {
    const ax = Math.abs(dx);
    const ay = Math.abs(dy);
    return Math.min(Math.max(ax - r, ay - 0.33 * r), Math.max(ax - 0.33 * r, ay - r));
  },
  ring: (dx, dy, r) => Math.abs(Math.hypot(dx, dy) - 0.72 * r) - 0.28 * r,
};

function filled(color: Rgb, size: number): Uint8Array {
  const rgb = new Uint8Array(size * size * 3);
  rgb.set(color);
  for (let done = 3; done < rgb.length; done *= 2) rgb.copyWithin(done, 0, done);
  return rgb;
}

function blend(rgb: Uint8Array, at: number, over: Rgb, coverage: number): void {
  for (let channel = 0; channel < 3; channel++) {
    const under = rgb[at + channel] ?? 0;
    rgb[at + channel] = Math.floor(under + ((over[channel] ?? 0) - under) * coverage + 0.5);
  }
}

function pixelsBetween(from: number, to: number, size: number): { readonly first: number; readonly end: number } {
  return { first: Math.max(0, Math.floor(from)), end: Math.min(size, Math.ceil(to)) };
}
