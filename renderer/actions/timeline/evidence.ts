/** Saying where in the video the answer to a question is seen. */
import type { App } from '../../state/app.svelte.ts';
import { Evidence } from '../../state/timeline/evidence.svelte.ts';
import type { Action } from '../action.ts';

const mayChange = (app: App) => app.of(Evidence).mayChange;

export const evidenceStart: Action = {
  id: 'evidence.start',
  group: 'texts',
  label: (t) => t.timeline.evidenceStart,
  keys: ['Shift+I'],
  when: mayChange,
  run: (app) => app.of(Evidence).startHere(),
};

export const evidenceEnd: Action = {
  id: 'evidence.end',
  group: 'texts',
  label: (t) => t.timeline.evidenceEnd,
  keys: ['Shift+O'],
  when: mayChange,
  run: (app) => app.of(Evidence).endHere(),
};

export const noEvidence: Action = {
  id: 'evidence.remove',
  group: 'texts',
  label: (t) => t.timeline.noEvidence,
  keys: ['Shift+Backspace'],
  when: (app) => mayChange(app) && app.of(Evidence).span !== null,
  run: (app) => app.of(Evidence).set(null),
};

export const evidenceActions: readonly Action[] = [evidenceStart, evidenceEnd, noEvidence];
