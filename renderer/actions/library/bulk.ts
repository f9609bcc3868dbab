/** What is done to the videos that are marked, or else to the one that is selected. */
import type { App } from '../../state/app.svelte.ts';
import { NewRun } from '../../state/runs/new-run.svelte.ts';
import { Runs } from '../../state/runs.svelte.ts';
import { Bulk } from '../../state/videos/bulk.svelte.ts';
import { Videos } from '../../state/videos.svelte.ts';
import type { Action } from '../action.ts';

const hasTarget = (app: App) =>
  app.place === 'library' &&
  app.overlay === null &&
  app.session.writable &&
  !app.of(Bulk).busy &&
  app.of(Videos).marks.targets > 0;
const asSearch = (app: App) => hasTarget(app) && app.of(Bulk).canBeSearched;

export const excludeVideos: Action = {
  id: 'videos.exclude',
  group: 'videos',
  label: (t) => t.library.actions.exclude,
  keys: [],
  when: hasTarget,
  run: async (app) => app.of(Bulk).exclude(true),
};

export const includeVideos: Action = {
  id: 'videos.include',
  group: 'videos',
  label: (t) => t.library.actions.include,
  keys: [],
  when: hasTarget,
  run: async (app) => app.of(Bulk).exclude(false),
};

export const flagVideos: Action = {
  id: 'videos.flag',
  group: 'videos',
  label: (t) => t.library.actions.flag,
  keys: ['F'],
  when: hasTarget,
  run: (app) => {
    app.of(Bulk).asking = 'flag';
  },
};

export const assignVideos: Action = {
  id: 'videos.assign',
  group: 'videos',
  label: (t) => t.library.actions.assign,
  keys: [],
  when: asSearch,
  run: (app) => {
    app.of(Bulk).asking = 'assign';
  },
};

export const acceptSuggestions: Action = {
  id: 'videos.accept',
  group: 'videos',
  label: (t) => t.library.actions.accept,
  keys: ['A'],
  when: asSearch,
  run: (app) => {
    app.of(Bulk).asking = 'accept';
  },
};

export const rejectSuggestions: Action = {
  id: 'videos.reject',
  group: 'videos',
  label: (t) => t.library.actions.reject,
  keys: ['X'],
  when: asSearch,
  run: (app) => {
    app.of(Bulk).asking = 'reject';
  },
};

/** The run is begun on its own screen, which tells first what it will do. */
export const generateForVideos: Action = {
  id: 'videos.generate',
  group: 'videos',
  label: (t) => t.library.actions.generate,
  keys: ['G'],
  when: asSearch,
  run: (app) => {
    app.of(NewRun).query = app.of(Bulk).query;
    app.of(Runs).picked = 'new';
    app.go('runs');
  },
};

export const removeVideos: Action = {
  id: 'videos.remove',
  group: 'videos',
  label: (t) => t.library.actions.remove,
  keys: ['Delete'],
  when: hasTarget,
  run: (app) => {
    app.of(Bulk).asking = 'remove';
  },
};
