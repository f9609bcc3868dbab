import { expect, test } from 'vitest';
import { coverageOf, shareOf } from './coverage.ts';

test('parts are told by the best text that lies over them', () => {
  const parts = coverageOf(
    [
      { fromUs: 0, toUs: 40, decided: false },
      { fromUs: 20, toUs: 40, decided: true },
      { fromUs: 40, toUs: 60, decided: true },
      { fromUs: 90, toUs: 120, decided: false },
    ],
    100,
  );
  expect(parts).toEqual([
    { fromUs: 0, toUs: 20, covered: 'suggested' },
    { fromUs: 20, toUs: 60, covered: 'decided' },
    { fromUs: 60, toUs: 90, covered: 'none' },
    { fromUs: 90, toUs: 100, covered: 'suggested' },
  ]);
  expect([shareOf(parts, 'decided'), shareOf(parts, 'suggested'), shareOf(parts, 'none')]).toEqual([0.4, 0.3, 0.3]);
});

test('without texts nothing is covered', () => {
  expect(coverageOf([], 100)).toEqual([{ fromUs: 0, toUs: 100, covered: 'none' }]);
});
