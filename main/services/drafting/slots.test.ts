import { expect, test } from 'vitest';
import { slots } from './slots.ts';

test('work waits for a free place in the order in which it came, also after a failure', async () => {
  const inSlot = slots(1);
  const log: string[] = [];
  const work = (name: string, fails = false) =>
    inSlot(async () => {
      log.push(`begin ${name}`);
      await Promise.resolve();
      log.push(`end ${name}`);
      if (fails) throw new Error(name);
      return name;
    });
  const results = await Promise.allSettled([work('a', true), work('b'), work('c')]);
  expect([results.map(({ status }) => status), log]).toEqual([
    ['rejected', 'fulfilled', 'fulfilled'],
    ['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c'],
  ]);
});

test('work that overtakes is begun before all that waits', async () => {
  const inSlot = slots(1);
  const log: string[] = [];
  const work = (name: string, overtakes: boolean) =>
    inSlot(
      async () => {
        await Promise.resolve();
        log.push(name);
      },
      { overtakes },
    );
  await Promise.all([work('a', false), work('b', false), work('now', true)]);
  expect(log).toEqual(['a', 'now', 'b']);
});
