import { expect, test } from 'vitest';
import { NominalAlpha } from './alpha.ts';
import type { Alpha } from './alpha.ts';

/** A row of values for each person, a character a unit; `.` where there is none. */
function alphaOf(...rows: string[]): Alpha {
  const alpha = new NominalAlpha();
  for (const at of [...(rows[0] ?? '')].keys())
    alpha.add(rows.map((row) => (row[at] === '.' ? null : (row[at] ?? null))));
  return alpha.result();
}

test("the values of Krippendorff's paper of 2011", () => {
  // A: two people, two values
  expect(alphaOf('0100000010', '1110010000').alpha).toBeCloseTo(0.095, 3);
  // B: two people, five values
  expect(alphaOf('aabbdcccedda', 'babbbccceddd').alpha).toBeCloseTo(0.692, 3);
  // C: four people, five values, some missing
  const c = alphaOf('123321412...', '1233224125.3', '.3332342251.', '12332441251.');
  expect(c.n).toBe(11);
  expect(c.alpha).toBeCloseTo(0.743, 3);
});

test('agreement by hand, and where alpha is not defined', () => {
  // yy yy nn yn: n(y) 5, n(n) 3, alike 6 of 8; (7 * 6 - 26) / (56 - 26)
  expect(alphaOf('yyny', 'yynn')).toEqual({ n: 4, alpha: 16 / 30, agreement: 0.75 });
  expect(alphaOf('yy', 'yy')).toEqual({ n: 2, alpha: null, agreement: 1 });
  expect(alphaOf('y.', '.y')).toEqual({ n: 0, alpha: null, agreement: null });
});
