/** What can be done about models and the machine. */
import { Checkpoints } from '../../state/checkpoints.svelte.ts';
import { Devices } from '../../state/devices.svelte.ts';
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

export const importCheckpoint: Action = {
  id: 'models.import',
  group: 'project',
  label: (t) => t.models.checkpoint.importButton,
  keys: [],
  when: (app) => app.place === 'models',
  run: (app) => app.of(Checkpoints).open('import'),
};

export const fetchCheckpoint: Action = {
  id: 'models.fetch',
  group: 'project',
  label: (t) => t.models.checkpoint.fetchButton,
  keys: [],
  when: (app) => app.place === 'models',
  run: (app) => app.of(Checkpoints).open('fetch'),
};

export const measureDevices: Action = {
  id: 'machine.measure',
  group: 'project',
  label: (t) => t.settings.devices.measure,
  keys: [],
  when: (app) => app.place === 'settings' && app.of(Devices).measuring === null,
  run: async (app) => app.of(Devices).measure(),
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

export const modelsActions: readonly Action[] = [
  lookAgain,
  importCheckpoint,
  fetchCheckpoint,
  examine,
  measureDevices,
  clearCache,
];
