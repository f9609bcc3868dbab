/** What is known of a project's runs, and what may be said to one from any process: pause, go on, cancel. */
import type { RunSummary } from '../../contract/runs.ts';
import type { RunId } from '../../document/ids.ts';
import type { Run, RunItem } from '../../document/observations.ts';
import { ProblemError } from '../../document/problem.ts';
import type { ProjectStore } from '../../store/index.ts';
import { changeRun, findRun } from './begin.ts';
import { isLeaseHeld } from './lease.ts';
import { countsOf, failuresOf, notesOf, totalOf } from './sums.ts';

/** The newest first. */
export function listRuns(store: ProjectStore): RunSummary[] {
  const isAlive = isLeaseHeld(store.path);
  return store
    .runs()
    .reverse()
    .map((run) => summaryOf(store, asItIs(run, isAlive)));
}

/** Throws `run-unknown`. */
export function showRun(store: ProjectStore, id: string): RunSummary {
  return summaryOf(store, asItIs(findRun(store, id), isLeaseHeld(store.path)));
}

/** The videos that failed. Throws `run-unknown`. */
export function failedOf(store: ProjectStore, id: string): RunItem[] {
  return store.runItems(findRun(store, id).id, { state: 'failed' });
}

/** The run that somebody works on now; null: none. */
export function runUnderWay(store: ProjectStore): RunId | null {
  if (!isLeaseHeld(store.path)) return null;
  return store.runs().findLast(({ state }) => state === 'running' || state === 'paused')?.id ?? null;
}

/** Takes effect within a moment, after the videos under way. Throws `run-unknown`, `run-over`. */
export function pauseRun(store: ProjectStore, id: string): Run {
  const run = checkIsAlive(store, id);
  return run.state === 'running' ? changeRun(store, run.id, { state: 'paused' }) : run;
}

/** Whether a run that was paused goes on by this; false: nobody works on it, and it has to be resumed here. */
export function unpauseRun(store: ProjectStore, id: string): boolean {
  const run = asItIs(findRun(store, id), isLeaseHeld(store.path));
  if (run.state === 'paused') changeRun(store, run.id, { state: 'running' });
  return run.state === 'paused' || run.state === 'running';
}

/** What it has finished stays. Throws `run-unknown`, `run-over`. */
export function cancelRun(store: ProjectStore, id: string): Run {
  const run = checkIsOpen(findRun(store, id));
  return changeRun(store, run.id, { state: 'cancelled', endedAtMs: Date.now() });
}

function checkIsAlive(store: ProjectStore, id: string): Run {
  return checkIsOpen(asItIs(findRun(store, id), isLeaseHeld(store.path)));
}

function checkIsOpen(run: Run): Run {
  const { id, state } = run;
  if (state === 'finished' || state === 'cancelled') throw new ProblemError({ code: 'run-over', id, state });
  return run;
}

/** A run that nobody works on any more is stopped, whatever the file says yet. */
export function asItIs(run: Run, isAlive: boolean): Run {
  return !isAlive && (run.state === 'running' || run.state === 'paused') ? { ...run, state: 'stopped' } : run;
}

function summaryOf(store: ProjectStore, run: Run): RunSummary {
  const sums = store.runSums(run.id);
  return {
    run,
    counts: countsOf(sums),
    texts: totalOf(sums, 'texts'),
    tokens: totalOf(sums, 'tokens'),
    workSeconds: totalOf(sums, 'seconds'),
    undone: run.stepId !== null && store.step(run.stepId)?.undone === true,
    failures: failuresOf(sums),
    notes: notesOf(sums),
  };
}
