import { expect, test } from 'vitest';
import { tilesOf } from './film.ts';

const endUs = 8_000_000;

test('pictures fill the view, about as wide as they are', () => {
  const view = { fromUs: 0, toUs: endUs, widthPx: 560 };
  expect(tilesOf({ view, endUs, pictureWidthPx: 71 }).map(({ us }) => us / 1e6)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('closer by two, every other picture is the same', () => {
  const view = { fromUs: 1_000_000, toUs: 5_000_000, widthPx: 560 };
  expect(tilesOf({ view, endUs, pictureWidthPx: 71 }).map(({ us }) => us / 1e6)).toEqual([
    1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5,
  ]);
});
