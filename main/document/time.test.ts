import { expect, test } from 'vitest';
import { clockFromUs, secondsFromUs, usFromSeconds } from './time.ts';

test('a time in seconds becomes the nearest microsecond, and back', () => {
  expect([0, 1.16, 0.0000004, 3600.5].map(usFromSeconds)).toEqual([0, 1_160_000, 0, 3_600_500_000]);
  expect(secondsFromUs(1_160_000)).toBe(1.16);
});

test('a clock shows hours only where there are any, and carries when it rounds', () => {
  expect([0, 7_040_000, 59_999_600, 3_723_450_000, -1_500_000].map(clockFromUs)).toEqual([
    '0:00.000',
    '0:07.040',
    '1:00.000',
    '1:02:03.450',
    '-0:01.500',
  ]);
});
