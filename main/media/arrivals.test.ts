import { expect, test } from 'vitest';
import { expectInOrder } from './arrivals.ts';

async function outcome(spans: number[][], reported: number[]): Promise<boolean[]> {
  const arrivals = expectInOrder(spans);
  const answers = spans.flat().map((_, at) => arrivals.hasCome(at));
  for (const mark of reported) arrivals.report(mark);
  arrivals.close();
  return Promise.all(answers);
}

test('expected pictures have come when each is reported in its order', async () => {
  expect(await outcome([[10], [30, 40]], [0, 10, 20, 30, 40, 50])).toEqual([true, true, true]);
});

test('a picture that is jumped over has not come, nor has any after it', async () => {
  expect(await outcome([[10], [30], [50]], [0, 10, 20, 40, 50])).toEqual([true, false, false]);
});

test('a picture that nobody expected within a span shifts all after it, so they have not come', async () => {
  expect(await outcome([[10, 20, 30]], [10, 15, 20, 30])).toEqual([true, false, false]);
});

test('a picture that comes twice shifts all after it', async () => {
  expect(await outcome([[10], [30]], [10, 10, 20, 30])).toEqual([true, false]);
});

test('a decoder that starts after the first expected picture is noticed at once', async () => {
  const arrivals = expectInOrder([[10], [90]]);
  const come = arrivals.hasCome(0);
  arrivals.report(50);
  expect(await come).toBe(false);
});
