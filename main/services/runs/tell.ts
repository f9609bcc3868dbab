/** What is known of a project's runs, and what may be said to one from any process: pause, go on, cancel. */
import type { RunSummary } from '../../contract/runs.ts';
import type { Run, RunItem } from '../../document/observations.ts';
import { ProblemError } from '../../document/problem.ts';
import type { ProjectStore } from '../../store/index.ts';
import { changeRun, findRun } from './begin.ts';
import { isLeaseHeld } from './lease.ts';
import type { Failures } from '../../contract/run-event.ts';

/** The newest first. */
export function listRuns(store: ProjectStore): RunSummary[] {
  const isAlive = isLeaseHeld(store.path);
  return store
    .runs()
    .reverse()
    .map((run) => summaryOf(store, asItIs(run, isAlive)));
}

/** Throws `run-unknown`. */
export function showRun(store: ProjectStore, id: string): RunSummary & { readonly failed: readonly RunItem[] } {
  const run = asItIs(findRun(store, id), isLeaseHeld(store.path));
  return { ...summaryOf(store, run), failed: store.runItems(run.id, { state: 'failed' }) };
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

function asItIs(run: Run, isAlive: boolean): Run {
  return !isAlive && (run.state === 'running' || run.state === 'paused') ? { ...run, state: 'stopped' } : run;
}

type Counting = { -readonly [Code in keyof Failures]: Failures[Code] };

function summaryOf(store: ProjectStore, run: Run): RunSummary {
  const sums = { texts: 0, tokens: 0, workSeconds: 0 };
  const failures: Counting = {};
  const notes: Counting = {};
  for (let after = -1; ;) {
    const page = store.runItems(run.id, { after, limit: 1000 });
    for (const { problem, seconds, state, texts, tokens } of page) {
      sums.texts += texts ?? 0;
      sums.tokens += tokens ?? 0;
      sums.workSeconds += seconds ?? 0;
      const counted = state === 'failed' ? failures : notes;
      if (problem) counted[problem.code] = (counted[problem.code] ?? 0) + 1;
    }
    const last = page.at(-1);
    if (!last) break;
    after = last.position;
  }
  const undone = run.stepId !== null && store.step(run.stepId)?.undone === true;
  return { run, counts: store.runCounts(run.id), ...sums, undone, failures, notes };
}
