/** Drawing and changing segments, and going from one to the next. */
import type { App } from '../../state/app.svelte.ts';
import { Timeline } from '../../state/timeline.svelte.ts';
import { Edits } from '../../state/timeline/edits.ts';
import type { Action } from '../action.ts';
import { isOnStage } from '../stage/play.ts';

const mayChange = (app: App) =>
  isOnStage(app) && app.session.writable && (app.of(Timeline).clip?.frames ?? null) !== null;
const hasSelected = (app: App) => mayChange(app) && app.of(Timeline).selected !== null;
const hasSegments = (app: App) => isOnStage(app) && app.of(Timeline).segments.all.length > 0;

export const startHere: Action = {
  id: 'segments.start',
  group: 'segments',
  label: (t) => t.timeline.startHere,
  keys: ['I'],
  when: mayChange,
  run: async (app) => app.of(Edits).startHere(),
};

export const endHere: Action = {
  id: 'segments.end',
  group: 'segments',
  label: (t) => t.timeline.endHere,
  keys: ['O'],
  when: (app) => mayChange(app) && (app.of(Timeline).beginUs !== null || app.of(Timeline).selected !== null),
  run: async (app) => app.of(Edits).endHere(),
};

export const split: Action = {
  id: 'segments.split',
  group: 'segments',
  label: (t) => t.timeline.split,
  keys: ['B'],
  when: (app) => mayChange(app) && hasSegments(app),
  run: async (app) => app.of(Edits).split(),
};

export const merge: Action = {
  id: 'segments.merge',
  group: 'segments',
  label: (t) => t.timeline.merge,
  keys: ['M'],
  when: hasSelected,
  run: async (app) => app.of(Edits).merge(),
};

export const remove: Action = {
  id: 'segments.remove',
  group: 'segments',
  label: (t) => t.timeline.remove,
  keys: ['Backspace', 'Delete'],
  when: hasSelected,
  run: async (app) => app.of(Edits).remove(),
};

/** The edge that is nearer to the playhead, which goes along. */
export const edgeActions: readonly Action[] = ([-1, 1] as const).map((by) => ({
  id: by === 1 ? 'segments.edge-later' : 'segments.edge-earlier',
  group: 'segments',
  label: (t) => (by === 1 ? t.timeline.edgeLater : t.timeline.edgeEarlier),
  keys: [by === 1 ? 'Ctrl+Shift+Right' : 'Ctrl+Shift+Left'],
  when: hasSelected,
  run: async (app) => app.of(Edits).nudgeEdge(by),
  repeats: true,
}));

/** Beside the keys that go by a frame, as editors of films have it. */
export const moveActions: readonly Action[] = ([-1, 1] as const).map((by) => ({
  id: by === 1 ? 'segments.later' : 'segments.earlier',
  group: 'segments',
  label: (t) => (by === 1 ? t.timeline.later : t.timeline.earlier),
  keys: [by === 1 ? '>' : '<'],
  when: hasSelected,
  run: async (app) => app.of(Edits).nudge(by),
  repeats: true,
}));

/** Asks for the name of the tier. */
export const toTier: Action = {
  id: 'segments.tier',
  group: 'segments',
  label: (t) => t.timeline.toTier,
  keys: ['T'],
  when: hasSelected,
  run: (app) => {
    app.of(Timeline).namingTier = true;
  },
};

const walks: readonly Action[] = ([-1, 1] as const).map((by) => ({
  id: by === 1 ? 'segments.next' : 'segments.previous',
  group: 'segments',
  label: (t) => (by === 1 ? t.timeline.next : t.timeline.previous),
  keys: [by === 1 ? 'Down' : 'Up'],
  when: hasSegments,
  run: (app) => app.of(Edits).go(by),
  repeats: true,
}));

const leave: Action = {
  id: 'segments.leave',
  group: 'segments',
  label: (t) => t.timeline.leave,
  keys: ['Esc'],
  when: (app) =>
    isOnStage(app) && app.focus !== 'text' && (app.of(Timeline).selected !== null || app.of(Timeline).beginUs !== null),
  run: (app) => app.of(Edits).leave(),
};

export const segmentActions: readonly Action[] = [
  startHere,
  endHere,
  split,
  merge,
  remove,
  toTier,
  ...edgeActions,
  ...moveActions,
  ...walks,
  leave,
];
