import { expect, test } from 'vitest';
import { placed } from './placing.ts';

const left = { x: 0, y: 0, width: 1600, height: 1000 };
const right = { x: 1600, y: 0, width: 1920, height: 1080 };

test('a window stands where it stood, on the screen where it stood', () => {
  const there = { x: 1700, y: 40, width: 1200, height: 800 };
  expect(placed(there, [left, right])).toEqual(there);
  expect(placed({ ...there, width: 3000 }, [left, right])).toEqual({ ...there, width: 1920 });
});

test('where its screen is gone, or it could not be taken hold of, the system finds a place of its size', () => {
  const gone = { x: 1700, y: 40, width: 1200, height: 800 };
  const size = { width: 1200, height: 800 };
  expect([
    placed(gone, [left]),
    placed({ ...gone, x: 1550 }, [left]),
    placed({ ...gone, x: 100, y: -200 }, [left]),
    placed({ ...gone, x: 100, y: 990 }, [left]),
  ]).toEqual([size, size, size, size]);
  expect(placed(null, [{ ...left, width: 1000, height: 700 }])).toEqual({ width: 1000, height: 700 });
});

test('a window does not hide the one before it', () => {
  const there = { x: 10, y: 10, width: 1000, height: 700 };
  expect(placed(there, [left], [there, { ...there, x: 42, y: 42 }])).toEqual({ ...there, x: 74, y: 74 });
});
