import { expect, test } from 'vitest';
import { panned, showing, usAt, usOfPx, xOf, zoomed } from './view.ts';

const endUs = 10_000_000;
const view = { fromUs: 2_000_000, toUs: 6_000_000, widthPx: 400 };

test('a time and its pixel lead to each other', () => {
  expect([2_000_000, 3_000_000, 6_000_000, 1_000_000].map((us) => xOf(view, us))).toEqual([0, 100, 400, -100]);
  expect([0, 100, 400].map((x) => usAt(view, x))).toEqual([2_000_000, 3_000_000, 6_000_000]);
  expect(usOfPx(view, 6)).toBe(60_000);
});

test('zooming leaves what is under the pointer where it is', () => {
  const near = zoomed(view, { by: 2, aroundUs: 3_000_000, endUs, leastUs: 100_000 });
  expect(near).toEqual({ fromUs: 2_500_000, toUs: 4_500_000 });
  expect(xOf({ ...near, widthPx: 400 }, 3_000_000)).toBe(xOf(view, 3_000_000));
});

test('zooming ends at a few frames and at the whole video', () => {
  expect(zoomed(view, { by: 1000, aroundUs: 3_000_000, endUs, leastUs: 100_000 })).toEqual({
    fromUs: 2_975_000,
    toUs: 3_075_000,
  });
  expect(zoomed(view, { by: 0.01, aroundUs: 3_000_000, endUs, leastUs: 100_000 })).toEqual({ fromUs: 0, toUs: endUs });
  expect(zoomed({ fromUs: 0, toUs: 40_000 }, { by: 2, aroundUs: 0, endUs: 40_000, leastUs: 100_000 })).toEqual({
    fromUs: 0,
    toUs: 40_000,
  });
});

test('the part that is shown stays in the video', () => {
  expect(panned(view, -9_000_000, endUs)).toEqual({ fromUs: 0, toUs: 4_000_000 });
  expect(panned(view, 9_000_000, endUs)).toEqual({ fromUs: 6_000_000, toUs: 10_000_000 });
});

test('a time outside comes into view with some of its surroundings', () => {
  expect(showing(view, 4_000_000, endUs)).toBe(view);
  expect(showing(view, 7_000_000, endUs)).toEqual({ fromUs: 3_400_000, toUs: 7_400_000 });
  expect(showing(view, 1_000_000, endUs)).toEqual({ fromUs: 600_000, toUs: 4_600_000 });
});
