import { expect, test } from 'vitest';
import { aimOf, evenFrames, exactFrames, frameAt, framesOf, nearestEdge, nearestFrame, startOf } from './frames.ts';

const uneven = { timesUs: [0, 40_000, 50_000, 250_000], endUs: 300_000 };

test('the frame shown at a time is the last that has begun, at any rate', () => {
  expect([-5, 0, 39_999, 40_000, 49_999, 50_000, 249_999, 250_000, 9_000_000].map((us) => frameAt(uneven, us))).toEqual(
    [0, 0, 0, 1, 1, 2, 2, 3, 3],
  );
});

test('a time that a container has rounded means the frame nearest to it', () => {
  expect([40_333, 49_700, 149_000, 151_000, 299_000].map((us) => nearestFrame(uneven, us))).toEqual([1, 2, 2, 3, 3]);
});

test('what is aimed at lies half way through a frame, the last one too', () => {
  expect([0, 1, 2, 3].map((frame) => aimOf(uneven, frame))).toEqual([20_000, 45_000, 150_000, 275_000]);
  expect([0, 1, 2, 3].map((frame) => frameAt(uneven, aimOf(uneven, frame)))).toEqual([0, 1, 2, 3]);
});

test('an edge is where a frame begins or the video ends', () => {
  expect([10_000, 44_000, 160_000, 270_000, 280_000, 400_000].map((us) => nearestEdge(uneven, us))).toEqual([
    0, 40_000, 250_000, 250_000, 300_000, 300_000,
  ]);
  expect(startOf(uneven, 4)).toBe(300_000);
});

test('a span that ends where a frame begins is without that frame', () => {
  expect(framesOf(uneven, { fromUs: 40_000, toUs: 250_000 })).toEqual([1, 2]);
  expect(framesOf(uneven, { fromUs: 250_000, toUs: 300_000 })).toEqual([3, 3]);
  expect(framesOf(uneven, { fromUs: 50_000, toUs: 50_000 })).toEqual([2, 2]);
});

test('until the times are known, frames are as even as they can be', () => {
  expect(evenFrames({ count: 3, fps: 30 })).toEqual({ timesUs: [0, 33_333, 66_667], endUs: 100_000 });
});

test('the last frame is shown as long as the others', () => {
  expect(exactFrames([0, 40_000, 120_000], 500_000)).toEqual({ timesUs: [0, 40_000, 120_000], endUs: 180_000 });
  expect(exactFrames([0], 500_000)).toEqual({ timesUs: [0], endUs: 500_000 });
});
