import { expect, test } from 'vitest';
import { orientationFilter, orientationOf } from './orientation.ts';

/** As ffprobe prints it in its compact form. */
function printed([a, b, c, d]: readonly number[]): string {
  const row = (at: number, x = 0, y = 0, z = 0) =>
    `\\n0000000${at}: ${[x, y, z].map((n) => String(n).padStart(12)).join('')}`;
  return `${row(0, a, b)}${row(1, c, d)}${row(2, 0, 0, 1073741824)}\\n`;
}

const ONE = 65_536;

test.each([
  ['nothing', [ONE, 0, 0, ONE], ''],
  ['a quarter to the right', [0, ONE, -ONE, 0], ',transpose=clock'],
  ['half a turn', [-ONE, 0, 0, -ONE], ',hflip,vflip'],
  ['a quarter to the left', [0, -ONE, ONE, 0], ',transpose=cclock'],
  ['a mirror', [-ONE, 0, 0, ONE], ',hflip'],
  ['a quarter with a scale of one half', [0, ONE / 2, -ONE / 2, 0], ',transpose=clock'],
  ['a turn by 45 degrees, which is left alone', [46_341, 46_341, -46_341, 46_341], ''],
  ['no matrix at all', [0, 0, 0, 0], ''],
])('a display matrix of %s becomes its filters', (_, matrix, filters) => {
  expect(orientationFilter(orientationOf(printed(matrix)))).toBe(filters);
});
