import { expect, test } from 'vitest';
import { Lane } from './lane.ts';
import type { Priority } from './lane.ts';

const never = new AbortController().signal;

/** Pieces of work that end when they are told to, and the order in which they began. */
function bench(lane: Lane) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (name: string, priority: Priority, signal = never) => {
    const ticket = { priority };
    const work = () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    };
    return { ticket, done: lane.run(ticket, signal, work) };
  };
  return { begun, add, end: (name: string) => ends.get(name)?.() };
}

test('the most urgent begins first; of what is looked at the newest, of the rest the oldest', async () => {
  const { begun, add, end } = bench(new Lane(1));
  const first = add('first', 'background');
  const others = [add('b1', 'background'), add('b2', 'background'), add('s1', 'soon'), add('s2', 'soon')];
  await expect.poll(() => begun).toEqual(['first']);
  end('first');
  await first.done;
  for (const name of ['s2', 's1', 'b1', 'b2']) {
    await expect.poll(() => begun.at(-1)).toBe(name);
    end(name);
  }
  await Promise.all(others.map(({ done }) => done));
});

test('where a person waits one more runs, also when it became urgent while it waited', async () => {
  const lane = new Lane(1);
  const { begun, add, end } = bench(lane);
  add('long', 'background');
  const { ticket } = add('wanted', 'background');
  add('other', 'soon');
  await expect.poll(() => begun).toEqual(['long']);
  ticket.priority = 'now';
  lane.reconsider();
  await expect.poll(() => begun).toEqual(['long', 'wanted']);
  end('wanted');
  end('long');
  await expect.poll(() => begun).toEqual(['long', 'wanted', 'other']);
});

test('what is given up while it waits does not begin, and what fails makes room', async () => {
  const lane = new Lane(1);
  const { begun, add, end } = bench(lane);
  const stop = new AbortController();
  add('first', 'soon');
  const given = add('given up', 'soon', stop.signal);
  const after = lane.run({ priority: 'now' }, never, () => Promise.reject(new Error('it failed')));
  const last = add('last', 'soon');
  stop.abort(new Error('enough'));
  await expect(given.done).rejects.toThrow('enough');
  end('first');
  await expect(after).rejects.toThrow('it failed');
  await expect.poll(() => begun).toEqual(['first', 'last']);
  end('last');
  await last.done;
});
