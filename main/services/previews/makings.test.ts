import { expect, test } from 'vitest';
import { ProblemError } from '../../document/problem.ts';
import { Lane } from './lane.ts';
import { Makings } from './makings.ts';
import type { Work } from './making.ts';

/** Counts to three, a number whenever it is told to. */
function counting() {
  let begun = 0;
  const seen: { stopped: unknown } = { stopped: undefined };
  let step = Promise.withResolvers<void>();
  const work: Work<number> = async (give, signal) => {
    begun++;
    signal.addEventListener('abort', () => {
      seen.stopped = signal.reason as unknown;
    });
    for (const number of [1, 2, 3]) {
      give(number);
      await step.promise;
      signal.throwIfAborted();
    }
  };
  const go = () => {
    step.resolve();
    step = Promise.withResolvers();
  };
  return { work, seen, go, begun: () => begun };
}

test('who asks for the same thing meanwhile gets all of it, made once', async () => {
  const makings = new Makings([]);
  const { work, go, begun } = counting();
  const one = makings.make('three', {}, work);
  expect(await one.next()).toEqual({ done: false, value: 1 });
  go();
  expect(await one.next()).toEqual({ done: false, value: 2 });
  const two = Array.fromAsync(makings.make('three', {}, work));
  const rest = Array.fromAsync(one);
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate);
    go();
  }
  expect([await rest, await two, begun()]).toEqual([[3], [1, 2, 3], 1]);
});

test('it goes on when one of two leaves, and stops when both have', async () => {
  const makings = new Makings([]);
  const { work, seen, begun } = counting();
  const stop = new AbortController();
  const [one, two] = [makings.make('a', { signal: stop.signal }, work), makings.make('a', {}, work)];
  await Promise.all([one.next(), two.next()]);
  stop.abort(new Error('enough'));
  await expect(one.next()).rejects.toThrow('enough');
  expect(seen.stopped).toBeUndefined();
  await two.return();
  expect(seen.stopped).toMatchObject({ message: 'nobody waits for it any more' });
  const again = makings.make('a', {}, work);
  expect([await again.next(), begun()]).toEqual([{ done: false, value: 1 }, 2]);
  await again.return();
});

test('a problem is told again without another try, a defect is not kept', async () => {
  const makings = new Makings([]);
  let tries = 0;
  const failing =
    (error: Error): Work<never> =>
    () => {
      tries++;
      return Promise.reject(error);
    };
  const problem = failing(new ProblemError({ code: 'video-missing', path: '/a.mp4' }));
  for (let i = 0; i < 3; i++) await expect(makings.make('a', {}, problem).next()).rejects.toThrow('no such file');
  expect(tries).toBe(1);
  makings.forgetFailures();
  await expect(makings.make('a', {}, problem).next()).rejects.toThrow('no such file');
  expect(tries).toBe(2);
  for (let i = 0; i < 2; i++)
    await expect(makings.make('b', {}, failing(new Error('bug'))).next()).rejects.toThrow('bug');
  expect(tries).toBe(4);
});

test('a making that waits becomes as urgent as its most urgent request', async () => {
  const lane = new Lane(1);
  const makings = new Makings([lane]);
  const busy = Promise.withResolvers<void>();
  const work: Work<string> = (give, signal, ticket) => lane.run(ticket, signal, async () => give('made'));
  const first = makings.make('long', {}, (_, signal, ticket) => lane.run(ticket, signal, () => busy.promise)).next();
  const waiting = makings.make('wanted', { priority: 'background' }, work).next();
  const now = makings.make('wanted', { priority: 'now' }, work).next();
  expect([await waiting, await now]).toEqual([
    { done: false, value: 'made' },
    { done: false, value: 'made' },
  ]);
  busy.resolve();
  await first;
});

test('closing stops what is being made and waits for its end', async () => {
  const makings = new Makings([]);
  let isOver = false;
  const making = makings.make('a', {}, async (_, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    await new Promise(setImmediate);
    isOver = true;
    signal.throwIfAborted();
  });
  const next = making.next();
  const failed = expect(next).rejects.toThrow('closed');
  await makings[Symbol.asyncDispose]();
  expect(isOver).toBe(true);
  await failed;
  await expect(makings.make('b', {}, async () => undefined).next()).rejects.toThrow('closed');
});
