import { expect, test } from 'vitest';
import { asDone } from './as-done.ts';

const never = new AbortController().signal;

test('results come as they are done, and a long piece holds up no other', async () => {
  const long = Promise.withResolvers<void>();
  const done: number[] = [];
  const work = async (item: number): Promise<number> => {
    if (item === 0) await long.promise;
    return item;
  };
  for await (const item of asDone([0, 1, 2, 3, 4], { atOnce: 2, work, signal: never })) {
    done.push(item);
    if (item === 4) long.resolve();
  }
  expect(done).toEqual([1, 2, 3, 4, 0]);
});

test('no more than so many are under way, and whoever leaves stops them', async () => {
  let [running, most, stopped] = [0, 0, 0];
  const work = async (item: number, signal: AbortSignal): Promise<number> => {
    most = Math.max(most, ++running);
    await (item > 3 ? new Promise((resolve) => signal.addEventListener('abort', resolve)) : Promise.resolve());
    running--;
    if (signal.aborted) stopped++;
    return item;
  };
  for await (const item of asDone([1, 2, 3, 4, 5, 6, 7], { atOnce: 3, work, signal: never })) if (item === 3) break;
  expect([running, most, stopped > 0]).toEqual([0, 3, true]);
});

test('a failure is thrown where the results are read', async () => {
  const work = (item: number): Promise<number> =>
    item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item);
  const read = async (): Promise<void> => {
    for await (const item of asDone([1, 2, 3], { atOnce: 2, work, signal: never })) expect(item).not.toBe(2);
  };
  await expect(read()).rejects.toThrow('two');
});
