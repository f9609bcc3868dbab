import { expect, test } from 'vitest';
import { peaksOf } from './peaks.ts';

const sound = { perSecond: 2, peaks: [-1, 1, -2, 2, -3, 3, -4, 4] };

test('a pixel shows the loudest that is under it', () => {
  expect(peaksOf(sound, { from: 0, to: 2 }, 2)).toEqual([
    [-2, 2],
    [-4, 4],
  ]);
});

test('closer than the sound was read, parts are repeated; outside is silence', () => {
  expect(peaksOf(sound, { from: 1, to: 2.5 }, 6)).toEqual([
    [-3, 3],
    [-3, 3],
    [-4, 4],
    [-4, 4],
    [0, 0],
    [0, 0],
  ]);
});
