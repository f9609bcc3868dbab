/**
 * Takes back all that one run wrote, in one step, and does it again; whoever started it and whatever came after it. What
 * people made of its texts stays theirs. Knows nothing of how a run is done.
 */
import type { RunTexts } from '../../contract/runs.ts';
import type { PersonId, StepId } from '../../document/ids.ts';
import type { Run } from '../../document/observations.ts';
import { ProblemError } from '../../document/problem.ts';
import type { ProjectStore } from '../../store/index.ts';
import { findRun } from './begin.ts';
import { isLeaseHeld } from './lease.ts';
import { asItIs } from './tell.ts';

/** What taking it back would do now. Null: it wrote nothing, or nothing of it stands. Throws `run-unknown`. */
export function textsToUndo(store: ProjectStore, id: string): RunTexts | null {
  const run = findRun(store, id);
  if (run.stepId === null || isUndone(store, run.stepId)) return null;
  const { replaced, standing, used } = store.runTexts(run);
  return { taken: standing - used, kept: used, restored: replaced };
}

/** Returns what it did; null: there was nothing to take back. Throws `run-unknown`, `run-under-way`. */
export function undoRun(store: ProjectStore, id: string, personId: PersonId): RunTexts | null {
  return store.transaction(() => {
    const run = checkIsOver(store, id);
    const texts = textsToUndo(store, run.id);
    if (run.stepId === null || texts === null) return null;
    store.undo(personId, { stepId: run.stepId, leaveChanged: true });
    return texts;
  });
}

/** Whether there was anything to do again. Throws `run-unknown`, `run-under-way`, `edit-conflict`. */
export function redoRun(store: ProjectStore, id: string, personId: PersonId): boolean {
  const { stepId } = checkIsOver(store, id);
  return stepId !== null && store.redo(personId, { stepId }) !== undefined;
}

/** Nobody is to write on in a step that is being taken back. */
function checkIsOver(store: ProjectStore, id: string): Run {
  const run = asItIs(findRun(store, id), isLeaseHeld(store.path));
  if (run.state === 'running' || run.state === 'paused')
    throw new ProblemError({ code: 'run-under-way', path: store.path });
  return run;
}

function isUndone(store: ProjectStore, stepId: StepId): boolean {
  return store.step(stepId)?.undone === true;
}
