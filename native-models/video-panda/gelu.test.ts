import { expect, it } from 'vitest';
import { erf, gelu } from './gelu.ts';

it('is the exact GELU, not its tanh approximation', () => {
  // erf by the C library.
  const known = [
    [0, 0],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [2.99, 0.9999764743969194],
    [3, 0.9999779095030014],
    [3.5, 0.9999992569016276],
    [-1, -0.8427007929497149],
  ] as const;
  for (const [x, right] of known) expect(Math.abs(erf(x) - right)).toBeLessThan(1e-14);
  expect(Math.abs(gelu(1) - 0.8413447460685429)).toBeLessThan(1e-15);
});
