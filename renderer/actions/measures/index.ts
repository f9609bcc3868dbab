/** Counting again. */
import { Measures } from '../../state/measures.svelte.ts';
import type { Action } from '../action.ts';

export const countAgain: Action = {
  id: 'measures.count',
  group: 'project',
  label: (t) => t.measures.countAgain,
  keys: ['R'],
  when: (app) => app.place === 'measures' && app.of(Measures).share === null,
  run: async (app) => app.of(Measures).count(),
};

export const measuresActions: readonly Action[] = [countAgain];
