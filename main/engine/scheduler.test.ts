import { describe, expect, it } from 'vitest';
import { EngineError } from './problem.ts';
import type { Reader } from './reader.ts';
import { arithmeticReader, rehearse, written, type Asked, type Heard } from './rehearsal.ts';

function problemOf(outcome: Promise<unknown>): Promise<unknown> {
  return outcome.then(
    () => 'no problem',
    (error: unknown) => (error instanceof EngineError ? error.problem : error),
  );
}

describe('what a request writes', () => {
  it('is what it would write alone, whoever joins, leaves, cancels, overtakes or is parked', async () => {
    // Small chunks and a budget for about three jobs: everything that can happen to a cache does.
    const log: string[] = [];
    const budgetBytes = 8 * 1200;
    const { scheduler, ask, said, hooks } = rehearse({
      budgetBytes,
      reader: arithmeticReader({ chunkTokens: 40, log }),
    });
    let random = 12345;
    const below = (limit: number) => {
      random = Math.imul(random, 1103515245) + 12345;
      return (random >>> 8) % limit;
    };
    const prefixes = Array.from({ length: 6 }, (_, i) => Array.from({ length: 20 + 30 * i }, () => below(997)));
    const mostBytes: number[] = [];
    hooks.turn = () => mostBytes.push(scheduler.status.cacheBytes);
    const all = Array.from({ length: 150 }, (_, call) => {
      const prefix = prefixes[below(8)];
      const asked: Asked = {
        ...(prefix ? { prefix } : {}),
        suffix: Array.from({ length: 1 + below(60) }, () => below(997)),
        count: 1 + below(call % 10 === 0 ? 500 : 60),
        priority: below(4) === 0 ? 'interactive' : 'batch',
      };
      return { call, asked, cancelAt: below(5) === 0 ? below(asked.count) : null, after: below(40) };
    });
    const heard: Heard[] = [];
    hooks.token = (call, count) => {
      if (all[call]?.cancelAt === count) scheduler.cancel(call);
    };
    for (const { call, asked, after } of all) {
      heard.push(ask(call, asked));
      for (let i = 0; i < after; i++) await new Promise(setImmediate);
    }
    const ends = await Promise.all(heard.map(({ outcome }) => outcome));
    for (const [call, { tokens }] of heard.entries()) {
      const { asked, cancelAt } = all[call] ?? { asked: { suffix: [], count: 0 }, cancelAt: null };
      const cancelled = ends[call]?.stop === 'cancelled';
      expect({ call, cancelled, tokens }).toEqual({
        call,
        cancelled: cancelAt !== null && cancelAt > 0 && cancelAt < asked.count,
        tokens: written([...(asked.prefix ?? []), ...asked.suffix], cancelled ? (cancelAt ?? 0) : asked.count),
      });
    }
    expect(Math.max(...mostBytes)).toBeLessThanOrEqual(budgetBytes);
    expect(log.some((line) => line.split(' | ').length > 3)).toBe(true); // some were read together
    expect(said.filter((one) => one.startsWith('want')).length).toBeGreaterThan(prefixes.length); // some were dropped
    const { cacheBytes, prefixBytes, waiting, running } = scheduler.status;
    expect({ others: cacheBytes - prefixBytes, waiting, running }).toEqual({ others: 0, waiting: 0, running: 0 });
  });

  it('ends at a stop token, which is not streamed', async () => {
    const { ask } = rehearse();
    const [first, second] = written([5, 6], 2);
    const { tokens, outcome } = ask(1, { suffix: [5, 6], count: 9, stopTokens: [second ?? -1] });
    const { stop, stopToken, newTokens } = await outcome;
    expect({ tokens, stop, stopToken: stopToken?.id, newTokens }).toEqual({
      tokens: [first],
      stop: 'stop-token',
      stopToken: second,
      newTokens: 1,
    });
  });

  it('ends where the positions do', async () => {
    const { ask } = rehearse({ reader: arithmeticReader({ maxPositions: 8 }) });
    const { tokens, outcome } = ask(1, { prefix: [1, 2, 3], suffix: [4, 5], count: 100 });
    const { stop, promptTokens } = await outcome;
    expect({ tokens, stop, promptTokens }).toEqual({
      tokens: written([1, 2, 3, 4, 5], 3),
      stop: 'length',
      promptTokens: 5,
    });
    const tooLong = ask(2, { prefix: [1, 2, 3], suffix: [4, 5, 6, 7, 8], count: 1 });
    expect(await problemOf(tooLong.outcome)).toEqual({ code: 'prompt-too-long', promptTokens: 8, maxPositions: 8 });
  });

  it('is nothing where the logits are not numbers, and the others write on', async () => {
    const reader = arithmeticReader();
    const broken: Reader = {
      ...reader,
      read: async (reading) => {
        const logits = await reader.read(reading);
        for (const [row, stretch] of reading.embeddings.entries()) if (stretch.includes(666)) logits[row]?.fill(NaN);
        return logits;
      },
    };
    const { ask } = rehearse({ reader: broken });
    const good = ask(1, { suffix: [1], count: 5 });
    const bad = ask(2, { suffix: [666], count: 5 });
    expect(await problemOf(bad.outcome)).toEqual({
      code: 'graph-failed',
      path: 'arithmetic.onnx',
      cause: 'the logits are not numbers',
    });
    await good.outcome;
    expect(good.tokens).toEqual(written([1], 5));
  });
});

describe('an interactive request', () => {
  it('overtakes a running batch at the next token, and the batch goes on from where it was', async () => {
    const log: string[] = [];
    const { ask, said, hooks } = rehearse({ reader: arithmeticReader({ log }) });
    const question: Heard[] = [];
    hooks.token = (call, count) => {
      if (call === 1 && count === 3)
        question.push(ask(3, { prefix: [7], suffix: [8, 9], count: 2, priority: 'interactive' }));
    };
    const batch = [
      ask(1, { prefix: [1, 2], suffix: [3], count: 5 }),
      ask(2, { prefix: [1, 2], suffix: [4], count: 5 }),
    ];
    await Promise.all(batch.map(({ outcome }) => outcome));
    const [token31, token32] = written([7, 8, 9], 2);
    expect(question[0]?.tokens).toEqual([token31, token32]);
    const step = (count: number) => [3, 4].map((suffix) => written([1, 2, suffix], 5)[count - 1] ?? NaN).join(' | ');
    // The prefix's pieces come a message later, so one more step of the batch gets in between.
    expect(log).toEqual(['1 2', '3 | 4', step(1), step(2), step(3), '7', '8 9', String(token31), step(4)]);
    expect(said.slice(-4)).toEqual(['token 1', 'end 1', 'token 2', 'end 2']);
  });

  it('overtakes a long prompt at the next chunk', async () => {
    const log: string[] = [];
    const { ask, said } = rehearse({ reader: arithmeticReader({ log, chunkTokens: 2 }) });
    const long = ask(1, { prefix: [1, 2, 3, 4, 5, 6], suffix: [7, 8, 9], count: 1 });
    while (log.length < 2) await new Promise(setImmediate);
    const quick = ask(2, { suffix: [5], count: 1, priority: 'interactive' });
    await Promise.all([long.outcome, quick.outcome]);
    expect(log).toEqual(['1 2', '3 4', '5', '5 6', '7 8', '9']);
    expect(said).toEqual(['want 1', 'token 2', 'end 2', 'token 1', 'end 1']);
    expect([long.tokens, quick.tokens]).toEqual([written([1, 2, 3, 4, 5, 6, 7, 8, 9], 1), written([5], 1)]);
  });

  it('takes its memory from the batch when there is no other, and the batch goes on after it', async () => {
    const log: string[] = [];
    const { ask, hooks } = rehearse({ budgetBytes: 8 * 128 * 3, reader: arithmeticReader({ log }) });
    const question: Heard[] = [];
    hooks.token = (call, count) => {
      if (call !== 2 || count !== 2) return;
      question.push(ask(3, { suffix: [9], count: 100, priority: 'interactive' }));
    };
    const batch = [
      ask(1, { suffix: [1], count: 100 }),
      ask(2, { suffix: [2], count: 100 }),
      ask(4, { suffix: [4], count: 100 }),
    ];
    await Promise.all(batch.map(({ outcome }) => outcome));
    expect([...batch, ...question].map(({ tokens }) => tokens)).toEqual([1, 2, 4, 9].map((one) => written([one], 100)));
    // The one that started last was parked: it was read again, suffix and answer so far, in one go.
    expect(log).toContain([4, ...written([4], 2)].join(' '));
  });
});

describe('a prefix', () => {
  it('is asked for and read once for all who want it, and still held for those who come later', async () => {
    const log: string[] = [];
    const { ask, said, scheduler } = rehearse({ reader: arithmeticReader({ log }) });
    const prefix = [1, 2, 3];
    const first = [ask(1, { prefix, suffix: [4], count: 1 }), ask(2, { prefix, suffix: [5], count: 1 })];
    const ends = await Promise.all(first.map(({ outcome }) => outcome));
    const later = await ask(3, { prefix, suffix: [6], count: 1 }).outcome;
    expect([...ends, later].map(({ reusedTokens }) => reusedTokens)).toEqual([0, 3, 3]);
    expect(log).toEqual(['1 2 3', '4 | 5', '6']);
    expect(said.filter((one) => one.startsWith('want'))).toEqual(['want 1']);
    expect(scheduler.status).toEqual({
      budgetBytes: 1 << 20,
      cacheBytes: 8 * 32, // its room is of whole stretches
      prefixBytes: 8 * 32,
      heldPrefixes: 1,
      waiting: 0,
      running: 0,
    });
  });

  it('is asked of another when the one who was asked gives up', async () => {
    const { ask, said, silent, scheduler } = rehearse();
    silent.add(1);
    const prefix = [1, 2, 3];
    const first = ask(1, { prefix, suffix: [4], count: 1 });
    const second = ask(2, { prefix, suffix: [5], count: 1 });
    while (said.length === 0) await new Promise(setImmediate);
    scheduler.cancel(1);
    expect([(await first.outcome).stop, (await second.outcome).stop]).toEqual(['cancelled', 'length']);
    expect(said).toEqual(['want 1', 'end 1', 'want 2', 'token 2', 'end 2']);
  });

  it('holds nobody up while it is awaited', async () => {
    const { ask, silent, scheduler } = rehearse();
    silent.add(1);
    const awaiting = ask(1, { prefix: [1], suffix: [4], count: 1 });
    await ask(2, { prefix: [2], suffix: [5], count: 1 }).outcome;
    scheduler.cancel(1);
    await awaiting.outcome;
    expect(scheduler.status.heldPrefixes).toBe(1);
  });

  it('goes when the budget is full, the longest unused first', async () => {
    // Room for two prefixes of 96 and one job of 16.
    const { ask, said } = rehearse({ budgetBytes: 8 * 208 });
    const prefixes = [1, 2, 3].map((one) => Array.from({ length: 96 }, () => one));
    const order = [0, 1, 0, 2, 0, 1];
    for (const [call, index] of order.entries()) {
      await ask(call, { prefix: prefixes[index] ?? [], suffix: [5], count: 1 }).outcome;
    }
    expect(said.filter((one) => one.startsWith('want'))).toEqual(['want 0', 'want 1', 'want 3', 'want 5']);
  });

  it('that can never fit is a problem, and the next request is served', async () => {
    const { ask } = rehearse({ budgetBytes: 8 * 100 });
    const tooLarge = ask(1, { prefix: Array.from({ length: 90 }, () => 1), suffix: [5], count: 1 });
    const next = ask(2, { prefix: [1], suffix: [5], count: 1 });
    expect(await problemOf(tooLarge.outcome)).toEqual({
      code: 'out-of-memory-budget',
      neededBytes: 8 * 112,
      budgetBytes: 800,
    });
    expect((await next.outcome).stop).toBe('length');
  });
});

it('ends a request that outgrows the budget, with what it wrote', async () => {
  const { ask, scheduler } = rehearse({ budgetBytes: 8 * 400 });
  const { tokens, outcome } = ask(1, { suffix: [5], count: 1000 });
  expect(await problemOf(outcome)).toMatchObject({ code: 'out-of-memory-budget' });
  expect(tokens.length).toBeGreaterThan(255);
  expect(tokens).toEqual(written([5], tokens.length));
  expect(scheduler.status.cacheBytes).toBe(0);
});

it('ends what a decoder had under way when that is forgotten, and drops its prefixes', async () => {
  const reader = arithmeticReader();
  const { ask, scheduler, hooks } = rehearse({ reader });
  await ask(1, { prefix: [1], suffix: [5], count: 1 }).outcome;
  hooks.token = (call, count) => {
    if (call === 2 && count === 2) scheduler.run('interactive', () => Promise.resolve(scheduler.forget(reader)));
  };
  const running = ask(2, { prefix: [1], suffix: [6], count: 50 });
  expect((await running.outcome).stop).toBe('cancelled');
  expect(running.tokens).toEqual(written([1, 6], 2));
  expect(scheduler.status.cacheBytes).toBe(0);
});
