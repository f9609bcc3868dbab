/** What can be done about models and the machine. */
import { Machine } from '../../state/machine.svelte.ts';
import type { Action } from '../action.ts';

export const lookAgain: Action = {
  id: 'models.look',
  group: 'project',
  label: (t) => t.models.again,
  keys: [],
  when: (app) => app.place === 'models',
  run: async (app) => app.of(Machine).load(),
};

export const examine: Action = {
  id: 'machine.examine',
  group: 'project',
  label: (t) => t.settings.examine,
  keys: [],
  when: (app) => app.place === 'settings' && !app.of(Machine).examining,
  run: async (app) => app.of(Machine).examine(),
};

export const clearCache: Action = {
  id: 'machine.clear-cache',
  group: 'project',
  label: (t) => t.settings.clearCache,
  keys: [],
  when: (app) => app.place === 'settings' && (app.of(Machine).cache?.bytes ?? 0) > 0,
  run: async (app) => app.of(Machine).clearCache(),
};

export const modelsActions: readonly Action[] = [lookAgain, examine, clearCache];
