/** What can be done about runs. */
import type { RunSummary } from '../../../main/contract/index.ts';
import type { App } from '../../state/app.svelte.ts';
import { Runs } from '../../state/runs.svelte.ts';
import type { Action } from '../action.ts';

export const newRun: Action = {
  id: 'runs.new',
  group: 'project',
  label: (t) => t.runs.newRun,
  keys: [],
  when: (app) => app.session.writable,
  run: (app) => {
    app.of(Runs).picked = 'new';
    app.go('runs');
  },
};

export const pauseRun: Action = {
  id: 'runs.pause',
  group: 'project',
  label: (t) => t.runs.pause,
  keys: [],
  when: (app) => app.of(Runs).live?.paused === false,
  run: async (app) => app.of(Runs).pause(),
};

/** The one that is paused, or else the one that is shown and was stopped. */
export const resumeRun: Action = {
  id: 'runs.resume',
  group: 'project',
  label: (t) => t.runs.resume,
  keys: [],
  when: (app) => {
    const { live, shown } = app.of(Runs);
    return live === null ? app.place === 'runs' && shown?.run.state === 'stopped' : live.paused;
  },
  run: async (app) => {
    const runs = app.of(Runs);
    const runId = runs.live?.runId ?? runs.shown?.run.id;
    if (runId !== undefined) await runs.resume(runId);
  },
};

export const cancelRun: Action = {
  id: 'runs.cancel',
  group: 'project',
  label: (t) => t.runs.cancel,
  keys: [],
  when: (app) => app.of(Runs).live !== null,
  run: async (app) => {
    const { live } = app.of(Runs);
    if (live !== null) await app.of(Runs).cancel(live.runId);
  },
};

export const retryFailed: Action = {
  id: 'runs.retry',
  group: 'project',
  label: (t) => t.runs.retry,
  keys: [],
  when: (app) => {
    const { live, shown } = app.of(Runs);
    return app.place === 'runs' && live === null && shown !== null && shown.counts.failed > 0;
  },
  run: async (app) => {
    const { shown } = app.of(Runs);
    if (shown !== null) await app.of(Runs).retry(shown.run.id);
  },
};

/** All that the run wrote, whatever came after it; says first what that comes to. */
export const undoRun: Action = {
  id: 'runs.undo',
  group: 'project',
  label: (t) => t.runs.undo,
  keys: [],
  when: (app) => {
    const shown = settled(app);
    return shown !== null && !shown.undone && shown.run.stepId !== null && shown.texts > 0;
  },
  run: async (app) => {
    const shown = settled(app);
    if (shown !== null) await app.of(Runs).undoing.ask(shown.run.id);
  },
};

export const redoRun: Action = {
  id: 'runs.redo',
  group: 'project',
  label: (t) => t.runs.redo,
  keys: [],
  when: (app) => settled(app)?.undone === true,
  run: async (app) => {
    const shown = settled(app);
    if (shown !== null) await app.of(Runs).undoing.redo(shown.run.id);
  },
};

/** The run that is shown, where nobody works on it and it may be changed. */
function settled(app: App): RunSummary | null {
  const { live, shown } = app.of(Runs);
  if (app.place !== 'runs' || !app.session.writable || live?.runId === shown?.run.id) return null;
  return shown;
}

export const runsActions: readonly Action[] = [newRun, pauseRun, resumeRun, cancelRun, retryFailed, undoRun, redoRun];
