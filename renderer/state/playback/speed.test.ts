import { expect, test } from 'vitest';
import { faster, shownSpeed, slower } from './speed.ts';

test('each press doubles, and slower than slow is backwards', () => {
  const pressed = (from: number, press: (speed: number) => number) =>
    Array.from({ length: 5 }).reduce<number[]>((speeds) => [...speeds, press(speeds.at(-1) ?? from)], []);
  expect(pressed(1, faster)).toEqual([2, 4, 8, 16, 16]);
  expect(pressed(1, slower)).toEqual([0.5, 0.25, -1, -2, -4]);
  expect(pressed(-4, faster)).toEqual([-2, -1, 0.25, 0.5, 1]);
});

test('a speed is written as people write it', () => {
  expect([1, 0.5, 0.25, 16, -2].map(shownSpeed)).toEqual(['1×', '½×', '¼×', '16×', '−2×']);
});
