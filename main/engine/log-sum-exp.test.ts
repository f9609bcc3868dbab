import { expect, test } from 'vitest';
import { logSumExp } from './log-sum-exp.ts';

/** Of the definition. */
function exact(logits: readonly number[]): number {
  const highest = Math.max(...logits);
  return highest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0));
}

/** Spread as a model's: most lie far below the best. */
const wide = Array.from({ length: 32_000 }, (_, n) => Math.fround(30 * Math.sin(n * n) ** 3));

test.each([
  ['one', [3.25]],
  ['equal ones', [-2, -2, -2]],
  ['a whole vocabulary', wide],
  ['steps smaller than its own', wide.map((logit) => Math.fround(logit / 1e4))],
  ['some that cannot count', [1e4, -1e4, -Infinity, 9999]],
])('agrees with the definition for %s', (_, logits) => {
  expect(logSumExp(Float32Array.from(logits), Math.max(...logits))).toBeCloseTo(exact(logits), 8);
});

test('of what are no numbers it is none', () => {
  expect([logSumExp(Float32Array.of(1, NaN), 1), logSumExp(Float32Array.of(NaN, NaN), NaN)]).toEqual([NaN, NaN]);
});
