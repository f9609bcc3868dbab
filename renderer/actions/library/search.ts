/** To the search field, and keeping what stands in it. */
import { Search } from '../../state/search.svelte.ts';
import type { Action } from '../action.ts';

const focusSearch: Action = {
  id: 'search.focus',
  group: 'go',
  label: (t) => t.search.focus,
  keys: ['/'],
  when: (app) => app.session.open !== null && app.overlay === null,
  run: () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
};

export const keepSearch: Action = {
  id: 'search.keep',
  group: 'videos',
  label: (t) => t.search.save,
  keys: [],
  when: (app) => app.session.open !== null && app.of(Search).text.trim() !== '' && app.of(Search).problem === null,
  run: (app) => {
    app.of(Search).keeping = true;
  },
};

export const arrangeSearches: Action = {
  id: 'search.arrange',
  group: 'videos',
  label: (t) => t.search.arrange,
  keys: [],
  when: (app) => app.session.open !== null && app.of(Search).saved.length > 0,
  run: (app) => {
    app.of(Search).arranging = true;
  },
};

export const searchActions: readonly Action[] = [focusSearch, keepSearch, arrangeSearches];
