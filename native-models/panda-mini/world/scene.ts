/**
 * Scenes: what is where, when and in which colour, by the distributions that training samples from (world.py), without
 * its nameless colours. Knows no pixels and no words.
 */
import { ATTRIBUTES, entryOf, pairs, valuesOf, world } from './facts.ts';
import type { Facts, Rgb } from './facts.ts';
import { randomOf } from './random.ts';
import type { Random } from './random.ts';

/** Lengths and places are in picture sides, y downwards. */
export interface Scene {
  readonly facts: Facts;
  readonly rgb: Rgb;
  readonly backgroundRgb: Rgb;
  readonly radius: number;
  /** Where the middle of each thing is at time 0. */
  readonly starts: readonly Point[];
  /** How far each of them goes until time 1. */
  readonly travel: Point;
}

export type Point = readonly [x: number, y: number];

/**
 * The same scene for the same seed. A pair of colour and shape that training has seen, or one it has never.
 *
 * @internal
 */
export function sampleScene(seed: string, { heldOut = false }: { readonly heldOut?: boolean } = {}): Scene {
  const random = randomOf(`scene of ${seed}`);
  const pair = random.pick(heldOut ? pairs.heldOut : pairs.seen);
  return sceneOf(random, {
    ...pair,
    motion: random.pick(valuesOf.motion),
    count: random.pick(valuesOf.count),
    background: random.pick(valuesOf.background),
  });
}

/** Any scene that shows these facts. */
export function sceneOf(random: Random, facts: Facts): Scene {
  for (const attribute of ATTRIBUTES) {
    if (!valuesOf[attribute].includes(facts[attribute])) throw new RangeError(`no ${attribute} is ${facts[attribute]}`);
  }
  const { geometry } = world;
  const radius = random.between(...geometry.radius);
  const length = random.between(...geometry.travel);
  const [x, y] = entryOf(world.motions, facts.motion).direction;
  const travel: Point = [x * length, y * length];
  return {
    facts,
    rgb: jittered(random, entryOf(world.colors, facts.color)),
    backgroundRgb: jittered(random, entryOf(world.backgrounds, facts.background)),
    radius,
    starts: startsOf(random, { count: entryOf(world.counts, facts.count), radius, travel }),
    travel,
  };
}

function jittered(random: Random, [red, green, blue]: Rgb): Rgb {
  const level = (named: number) => {
    const off = random.between(-world.colorJitter, world.colorJitter);
    return Math.min(255, Math.max(0, Math.round(named + off)));
  };
  return [level(red), level(green), level(blue)];
}

/** Apart from each other, and inside the picture all the way. By trying: a few draws are enough for three. */
function startsOf(
  random: Random,
  { count, radius, travel }: { readonly count: number; readonly radius: number; readonly travel: Point },
): Point[] {
  const margin = world.geometry.extent * radius;
  const place = (along: number) => random.between(margin + Math.max(0, -along), 1 - margin - Math.max(0, along));
  const least = world.geometry.distance * radius;
  for (;;) {
    const points = Array.from({ length: count }, (): Point => [place(travel[0]), place(travel[1])]);
    const areApart = points.every(([x, y], index) =>
      points.slice(0, index).every((other) => Math.hypot(x - other[0], y - other[1]) >= least),
    );
    if (areApart) return points;
  }
}
