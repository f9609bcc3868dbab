import { expect, test, vi } from 'vitest';
import { Saving } from './saving.svelte.ts';

test('of several texts under one name the newest is kept, after the one that is on its way', async () => {
  const saving = new Saving({ online: true });
  const kept: string[] = [];
  const states: string[] = [];
  const write = (text: string) => async () => {
    states.push(saving.state);
    await Promise.resolve();
    kept.push(text);
  };
  await Promise.all(['a', 'ab', 'abc'].map(async (text) => saving.keep('text:1', write(text))));
  expect([kept, states, saving.state]).toEqual([['a', 'abc'], ['saving', 'saving'], 'saved']);
});

test('what could not be kept stays unsaved and is tried again', async () => {
  vi.useFakeTimers();
  const saving = new Saving({ online: true });
  let tries = 0;
  const done = saving.keep('text:1', async () => {
    tries += 1;
    if (tries === 1) throw new Error('cut');
  });
  await vi.advanceTimersByTimeAsync(0);
  const failed = [saving.state, saving.trouble, saving.has('text:1')];
  await vi.advanceTimersByTimeAsync(5000);
  await done;
  expect([failed, saving.state, saving.trouble, tries]).toEqual([['failed', 'cut', true], 'saved', null, 2]);
  vi.useRealTimers();
});
