import { expect, test, vi } from 'vitest';
import { Paced } from './saving-paced.ts';
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

test('when the page goes, what waits for an answer is sent without it, and once', async () => {
  const saving = new Saving();
  const sent: string[] = [];
  const answers = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const send = (text: string) => async () => answers[sent.push(text) - 1]?.promise;
  const done = Promise.all([saving.keep('text:1', send('a')), saving.keep('text:1', send('ab'))]);
  const before = [...sent];
  saving.part();
  expect([before, sent]).toEqual([['a'], ['a', 'ab']]);
  for (const { resolve } of answers) resolve(undefined);
  await done;
  expect([sent, saving.state]).toEqual([['a', 'ab'], 'saved']);
});

test('when the page goes, what a pause between keys holds back is sent', async () => {
  const saving = new Saving();
  const send = vi.fn(async () => Promise.resolve());
  new Paced({ saving, name: 'text:1', send }).changed();
  saving.part();
  await saving.settled();
  expect(send).toHaveBeenCalledOnce();
});
