import { expect, test } from 'vitest';
import { ticksOf } from './ticks.ts';

const labels = (fromUs: number, toUs: number, widthPx: number) =>
  ticksOf({ fromUs, toUs, widthPx }).map(({ label }) => label);

test('the ruler is marked at round times, far enough apart to be read', () => {
  expect(labels(0, 3_666_000, 560)).toEqual(['0:00', '0:01', '0:02', '0:03']);
  expect(labels(0, 3_666_000, 200)).toEqual(['0:00', '0:02']);
  expect(labels(1_000_000, 1_300_000, 400)).toEqual(['0:01.0', '0:01.1', '0:01.2', '0:01.3']);
  expect(labels(0, 7_200_000_000, 500)).toEqual(['0:00', '30:00', '1:00:00', '1:30:00', '2:00:00']);
  expect(labels(60_010_000, 60_022_000, 500)).toEqual(['1:00.010', '1:00.015', '1:00.020']);
});

test('no width or no length has no marks', () => {
  expect([labels(0, 1_000_000, 0), labels(0, 0, 500)]).toEqual([[], []]);
});
