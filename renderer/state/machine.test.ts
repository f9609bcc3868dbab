import { expect, test } from 'vitest';
import { Machine } from './machine.svelte.ts';
import { Measures } from './measures.svelte.ts';
import { streamOf, testApp } from './test-app.ts';

test('a damaged model shows its reason; one that is whole can be chosen and verified', async () => {
  let chosen = 'a';
  const problem = { code: 'model-damaged', path: '/m', cause: 'size' };
  const models = async () => [
    { id: 'a', isChosen: chosen === 'a' },
    { id: 'b', isChosen: chosen === 'b' },
  ];
  const { app } = testApp({
    machine: {
      models,
      modelsFolder: async () => '/models',
      cache: async () => ({ folder: '/c', bytes: 5, limitBytes: 10 }),
      chooseModel: async ({ id }: { readonly id: string }) => void (chosen = id),
      verifyModel: async ({ id }: { readonly id: string }) => (id === 'a' ? null : problem),
    },
  } as never);
  const machine = new Machine(app);
  await machine.load();
  await machine.readCache();
  expect([machine.chosen?.id, machine.folder, machine.cache?.bytes]).toEqual(['a', '/models', 5]);
  await machine.choose('b');
  await machine.verify('a');
  await machine.verify('b');
  expect([machine.chosen?.id, ...machine.verified.values()]).toEqual(['b', 'whole', problem]);
});

test('measures are counted when they are first shown, and again only after a change', async () => {
  let times = 0;
  const stats = async () => {
    times += 1;
    return streamOf([
      { event: 'progress', videos: 1, of: 2 },
      { event: 'done', report: { only: null } },
    ]);
  };
  const { app, tell } = testApp({ measures: { stats } } as never);
  const measures = new Measures(app);
  await measures.load();
  await measures.load();
  expect([times, measures.isOld, measures.share]).toEqual([1, false, null]);
  tell('changed');
  expect(measures.isOld).toBe(true);
  await measures.load();
  expect([times, measures.isOld]).toEqual([2, false]);
});
