import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { App } from '../state/app.svelte.ts';
import { KEY_SETS, keySets } from './key-sets.ts';

test('every set of keys names actions there are, and gives no key to two of them', () => {
  const app = new App({
    connection: { online: true, services: async () => new Promise(() => undefined) } as never,
    mac: false,
  });
  const found = KEY_SETS.map((name) => {
    app.settings.keySet = name;
    flushSync();
    return {
      name,
      unknown: Object.keys(keySets[name]).filter((id) => app.actions.get(id) === undefined),
      conflicts: app.actions.conflicts.map(({ key, actions }) => [key, ...actions.map(({ id }) => id)]),
    };
  });
  expect(found).toEqual(KEY_SETS.map((name) => ({ name, unknown: [], conflicts: [] })));
});
