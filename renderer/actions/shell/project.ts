/** Opening and closing projects; taking back and doing again. */
import type { StepName } from '../../../main/contract/index.ts';
import { openProject as openHereOrBeside } from '../../desktop/take-paths.ts';
import type { App } from '../../state/app.svelte.ts';
import { Opening } from '../../state/opening.svelte.ts';
import type { Action } from '../action.ts';

export const undo: Action = {
  id: 'project.undo',
  group: 'project',
  label: (t, app) => t.actions.undo(stepName(t.words.step, app.session.undoable.undo)),
  keys: ['Ctrl+Z'],
  when: (app) => app.session.undoable.undo !== null,
  run: async (app) => tell(app, 'undo', await app.session.undo()),
};

export const redo: Action = {
  id: 'project.redo',
  group: 'project',
  label: (t, app) => t.actions.redo(stepName(t.words.step, app.session.undoable.redo)),
  keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
  when: (app) => app.session.undoable.redo !== null,
  run: async (app) => tell(app, 'redo', await app.session.redo()),
};

/** Long enough to be read. */
const TOLD_MS = 8000;

function tell(app: App, kind: 'undo' | 'redo', step: StepName | null): void {
  const undone = step && { kind, step };
  app.undone = undone;
  setTimeout(() => {
    if (app.undone === undone) app.undone = null;
  }, TOLD_MS);
}

export const openProject: Action = {
  id: 'project.open',
  group: 'project',
  label: (t, app) => (app.bridge ? t.desktop.openProject : t.actions.openProject),
  keys: ['Ctrl+O'],
  run: async (app) => {
    if (app.bridge === null) {
      app.overlay = 'open';
      return;
    }
    const [path] = await app.bridge.ask({ kind: 'pick', pick: 'project' });
    if (path !== undefined) await openHereOrBeside(app, path);
  },
};

export const openSamples: Action = {
  id: 'project.samples',
  group: 'project',
  label: (t) => t.actions.samples,
  keys: [],
  run: async (app) => app.of(Opening).openSamples(),
};

export const closeProject: Action = {
  id: 'project.close',
  group: 'project',
  label: (t) => t.actions.closeProject,
  keys: [],
  when: (app) => app.session.open !== null,
  run: async (app) => app.closeProject(),
};

export const projectActions: readonly Action[] = [undo, redo, openProject, openSamples, closeProject];

function stepName(names: Readonly<Record<string, string>>, step: { readonly label: string } | null): string {
  return step === null ? '' : (names[step.label] ?? step.label);
}
