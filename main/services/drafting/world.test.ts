import { expect, test } from 'vitest';
import { assessWorld, parseWorld } from './world.ts';

const world = parseWorld({
  format: 'panda-world',
  formatVersion: 1,
  measure: { kind: 'mean-token-mahalanobis', mean: [1, 2], directions: [[0.5, 0], [0, 2]], threshold: 2 }, // prettier-ignore
});

test('the mean of the tokens is measured in the standard deviations of what the model knows', () => {
  expect([assessWorld(Float32Array.of(1, 2, 5, 2), world), assessWorld(Float32Array.of(1, 4), world)]).toEqual([
    { score: Math.SQRT1_2, threshold: 2, outside: false },
    { score: Math.sqrt(8), threshold: 2, outside: true },
  ]);
});

test('a measure for another width is refused', () => {
  expect(() => assessWorld(new Float32Array(3), world)).toThrow('3 values are no tokens of 2');
  expect(() => parseWorld({ ...world, measure: { ...world.measure, directions: [[1]] } })).toThrow('sizes differ');
});
