import { expect, test } from 'vitest';
import { dragged, snapped } from './snap.ts';

const frames = { timesUs: Array.from({ length: 100 }, (_, frame) => frame * 40_000), endUs: 4_000_000 };
const snapping = { frames, targetsUs: [1_000_000, 1_500_000, 2_333_333], withinUs: 70_000 };
const span = { fromUs: 400_000, toUs: 800_000 };

test('an edge is drawn to what is near, and else to a frame', () => {
  expect([990_000, 1_065_000, 1_071_000, 2_300_000, 5_000_000].map((us) => snapped(us, snapping))).toEqual([
    1_000_000, 1_000_000, 1_080_000, 2_333_333, 4_000_000,
  ]);
});

test('a dragged edge stays in the video and leaves one frame', () => {
  expect([
    dragged(span, 'start', -1_000_000, snapping),
    dragged(span, 'start', 900_000, snapping),
    dragged(span, 'end', 215_000, snapping),
    dragged(span, 'end', -900_000, snapping),
    dragged(span, 'end', 9_000_000, snapping),
  ]).toEqual([
    { fromUs: 0, toUs: 800_000 },
    { fromUs: 760_000, toUs: 800_000 },
    { fromUs: 400_000, toUs: 1_000_000 },
    { fromUs: 400_000, toUs: 440_000 },
    { fromUs: 400_000, toUs: 4_000_000 },
  ]);
});

test('a dragged body keeps its length, and the edge that is nearer is drawn', () => {
  expect([
    dragged(span, 'body', 110_000, snapping),
    dragged(span, 'body', 190_000, snapping),
    dragged(span, 'body', 610_000, snapping),
    dragged(span, 'body', 9_000_000, snapping),
    dragged(span, 'body', -9_000_000, snapping),
  ]).toEqual([
    { fromUs: 520_000, toUs: 920_000 },
    { fromUs: 600_000, toUs: 1_000_000 },
    { fromUs: 1_000_000, toUs: 1_400_000 },
    { fromUs: 3_600_000, toUs: 4_000_000 },
    { fromUs: 0, toUs: 400_000 },
  ]);
});
