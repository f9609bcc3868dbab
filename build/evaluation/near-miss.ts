/**
 * Clips that are almost of Panda-Mini's world: one thing about each is not. What a measure of "outside the world" finds
 * hardest. Knows no model.
 */
import { entryOf, valuesOf, world } from '../../native-models/panda-mini/world/facts.ts';
import type { Rgb } from '../../native-models/panda-mini/world/facts.ts';
import { randomOf } from '../../native-models/panda-mini/world/random.ts';
import type { Random } from '../../native-models/panda-mini/world/random.ts';
import { drawShape, renderFrame } from '../../native-models/panda-mini/world/render.ts';
import type { Distance } from '../../native-models/panda-mini/world/render.ts';
import { sampleScene, sceneOf } from '../../native-models/panda-mini/world/scene.ts';
import type { Scene } from '../../native-models/panda-mini/world/scene.ts';
import { VIEW_SIZE } from './viewing.ts';
import type { Film } from './viewing.ts';

const FPS = 24;
const FRAMES = 72;

/** By what is wrong with them. The picture at a time of 0 .. 1. */
const kinds: Readonly<Record<string, (random: Random, scene: Scene) => (time: number) => Uint8Array>> = {
  'checkered background': (random, scene) => on(scene, checkered(random)),
  'background that fades': (random, scene) => on(scene, fading(random)),
  'background of grain': (random, scene) => on(scene, grainy(random)),
  star: (_, scene) => withShape(scene, star),
  heart: (_, scene) => withShape(scene, heart),
  ellipse: (_, scene) => withShape(scene, ellipse),
  'half size': (_, scene) => still({ ...scene, radius: scene.radius * 0.5 }),
  'double size': (_, scene) => still({ ...scene, radius: scene.radius * 2, starts: scene.starts.slice(0, 1) }),
  'five things': (random, scene) => still({ ...scene, starts: scattered(random, 5, scene) }),
  'eight things': (random, scene) => still({ ...scene, starts: scattered(random, 8, scene) }),
  'different things': (random, scene) => different(random, scene),
  'nothing but the background': (_, scene) => still({ ...scene, starts: [] }),
  'colour without a name': (random, scene) => still({ ...scene, rgb: random.pick(strangeColors) }),
  'background of another colour': (random, scene) => still({ ...scene, backgroundRgb: random.pick(strangeColors) }),
  'diagonal motion': (_, scene) => {
    const [x, y] = scene.travel;
    const way = Math.hypot(x, y) === 0 ? 0.2 : Math.hypot(x, y) / Math.SQRT2;
    return still({ ...scene, starts: scene.starts.slice(0, 1).map(() => [0.3, 0.3] as const), travel: [way, way] });
  },
};

export const NEAR_MISSES = Object.keys(kinds);

/** Three seconds of it, or more slowly `seconds`. */
export function nearMiss(kind: string, seed: string): Film {
  const random = randomOf(`${kind} of ${seed}`);
  const picture = entryOf(kinds, kind)(random, sampleScene(seed));
  return {
    fps: FPS,
    crf: 24,
    frames: () => Array.from({ length: FRAMES }, (_, frame) => picture(frame / (FRAMES - 1))),
  };
}

const strangeColors: readonly Rgb[] = [
  [240, 130, 30],
  [255, 150, 190],
  [120, 75, 40],
  [20, 90, 90],
  [150, 150, 40],
];

function still(scene: Scene) {
  return (time: number) => renderFrame(scene, time, VIEW_SIZE);
}

function drawn(picture: Uint8Array, scene: Scene, distance: Distance, time: number): Uint8Array {
  const radius = scene.radius * VIEW_SIZE;
  for (const start of scene.starts) {
    const x = (start[0] + scene.travel[0] * time) * VIEW_SIZE;
    const y = (start[1] + scene.travel[1] * time) * VIEW_SIZE;
    drawShape(picture, VIEW_SIZE, { distance, x, y, radius, reach: 1.3 * radius, rgb: scene.rgb });
  }
  return picture;
}

function withShape(scene: Scene, distance: Distance) {
  return (time: number) => drawn(renderFrame({ ...scene, starts: [] }, time, VIEW_SIZE), scene, distance, time);
}

/** The scene on a picture of another background: its own pixels are those that differ from its plain one. */
function on(scene: Scene, background: Uint8Array) {
  return (time: number) => {
    const plain = renderFrame({ ...scene, starts: [] }, time, VIEW_SIZE);
    return renderFrame(scene, time, VIEW_SIZE).map((level, at) =>
      level === plain[at] ? (background[at] ?? 0) : level,
    );
  };
}

function different(random: Random, scene: Scene) {
  const others = scattered(random, 3, scene).map((start) => {
    const facts = {
      ...scene.facts,
      count: 'one',
      color: random.pick(valuesOf.color),
      shape: random.pick(valuesOf.shape),
    };
    return { ...sceneOf(random, facts), radius: scene.radius, starts: [start], travel: scene.travel };
  });
  return (time: number) => {
    const picture = renderFrame({ ...scene, starts: [] }, time, VIEW_SIZE);
    for (const other of others) {
      const alone = renderFrame({ ...other, backgroundRgb: scene.backgroundRgb }, time, VIEW_SIZE);
      alone.forEach((level, at) => {
        if (level !== scene.backgroundRgb[at % 3]) picture[at] = level;
      });
    }
    return picture;
  };
}

/** Anywhere that stays inside; they may overlap. */
function scattered(random: Random, count: number, { radius, travel: [x, y] }: Scene) {
  const place = (along: number) => random.between(radius + Math.max(0, -along), 1 - radius - Math.max(0, along));
  return Array.from({ length: count }, () => [place(x), place(y)] as const);
}

function painted(level: (x: number, y: number, channel: number) => number): Uint8Array {
  return Uint8Array.from({ length: VIEW_SIZE * VIEW_SIZE * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return Math.min(255, Math.max(0, level(pixel % VIEW_SIZE, Math.floor(pixel / VIEW_SIZE), at % 3)));
  });
}

function checkered(random: Random): Uint8Array {
  const side = random.pick([8, 16, 28]);
  const [light, dark] = [random.between(120, 240), random.between(10, 110)];
  return painted((x, y) => ((Math.floor(x / side) + Math.floor(y / side)) % 2 === 0 ? light : dark));
}

function fading(random: Random): Uint8Array {
  const [from, to] = [random.pick(Object.values(world.backgrounds)), random.pick(strangeColors)];
  return painted((x, y, channel) => {
    const share = (x + y) / (2 * VIEW_SIZE);
    return (from[channel] ?? 0) * (1 - share) + (to[channel] ?? 0) * share;
  });
}

function grainy(random: Random): Uint8Array {
  const grain = Array.from({ length: 56 * 56 }, () => random.between(-50, 50));
  return painted((x, y) => 120 + (grain[Math.floor(y / 4) * 56 + Math.floor(x / 4)] ?? 0));
}

const star: Distance = (dx, dy, r) => {
  const angle = Math.atan2(dx, -dy);
  const turn = (2 * Math.PI) / 5;
  const within = Math.abs(angle - Math.round(angle / turn) * turn) / (turn / 2);
  return Math.hypot(dx, dy) - r * (1.15 - 0.7 * within);
};

const heart: Distance = (dx, dy, r) => {
  const [x, y] = [dx / r / 0.95, -dy / r / 0.95 + 0.1];
  const inside = (x * x + y * y - 0.8) ** 3 - x * x * y ** 3;
  return Math.cbrt(inside) * r;
};

const ellipse: Distance = (dx, dy, r) => (Math.hypot(dx / 1.2, dy / 0.55) - r) * 0.55;
