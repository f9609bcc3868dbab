import { expect, test } from 'vitest';
import { inOrder } from './in-order.ts';

test('results come in the order of the work, and no more is under way than allowed', async () => {
  const log: string[] = [];
  const finish = [1, 2, 3].map(() => Promise.withResolvers<undefined>());
  const work = async (item: number): Promise<number> => {
    log.push(`begin ${item}`);
    await finish[item - 1]?.promise;
    return item * 10;
  };
  const results = inOrder([1, 2, 3], { atOnce: 2, work, signal: new AbortController().signal });
  const first = results.next();
  finish[1]?.resolve(undefined);
  finish[0]?.resolve(undefined);
  expect([await first, log.slice()]).toEqual([{ done: false, value: 10 }, ['begin 1', 'begin 2']]);
  const second = results.next();
  expect(await second).toEqual({ done: false, value: 20 });
  finish[2]?.resolve(undefined);
  expect([await results.next(), await results.next(), log]).toEqual([
    { done: false, value: 30 },
    { done: true, value: undefined },
    ['begin 1', 'begin 2', 'begin 3'],
  ]);
});

test('a failure comes in its turn, and what was begun is told to end and waited for', async () => {
  let ended = false;
  const work = async (item: number, signal: AbortSignal): Promise<number> => {
    if (item === 1) throw new Error('no');
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    ended = true;
    return item;
  };
  await expect(
    Array.fromAsync(inOrder([1, 2], { atOnce: 2, work, signal: new AbortController().signal })),
  ).rejects.toThrow('no');
  expect(ended).toBe(true);
});
