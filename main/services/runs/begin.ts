/**
 * How a run comes to be, or comes back: its row and those of its videos. Called by whoever holds the lease, so what is
 * called running here is a run that was stopped. Knows no model and no work.
 */
import type { RunId, VideoId } from '../../document/ids.ts';
import type { Run, RunItem } from '../../document/observations.ts';
import { ProblemError } from '../../document/problem.ts';
import type { ModelName } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { isSameRequest } from './request.ts';
import type { RunRequest } from './request.ts';

/** The latest run that was begun by the same request and has not come to its end. */
export function findStopped(store: ProjectStore, request: RunRequest): Run | undefined {
  const runs = [...store.runs()].sort((a, b) => a.startedAtMs - b.startedAtMs);
  const latest = runs.findLast((run) => isSameRequest(run, request));
  return latest && isOver(latest) ? undefined : latest;
}

export function createRun(store: ProjectStore, request: RunRequest, videoIds: readonly VideoId[]): Run {
  const run: Run = {
    ...request,
    id: store.newId<RunId>(),
    state: 'running',
    startedAtMs: Date.now(),
    endedAtMs: null,
    stepId: null,
  };
  const untouched = { attempts: 0, problem: null, seconds: null, tokens: null, texts: null };
  store.transaction(() => {
    store.saveRun(run);
    store.saveRunItems(
      videoIds.map((videoId, position): RunItem => ({
        ...untouched,
        runId: run.id,
        videoId,
        position,
        state: 'waiting',
      })),
    );
  });
  return run;
}

/** Throws `run-over`, `run-other-model`. `again`: failed videos are to be done again, whatever the run's state. */
export function checkGoesOn(run: Run, model: ModelName, { again }: { readonly again: boolean }): void {
  if (isOver(run) && !again) throw new ProblemError({ code: 'run-over', id: run.id, state: run.state });
  if (run.model.weightsHash !== model.weightsHash) {
    const [wants, given] = [run.model, model].map(({ id, version }) => `${id} ${version}`);
    throw new ProblemError({ code: 'run-other-model', id: run.id, wants: wants ?? '', given: given ?? '' });
  }
}

/** What was under way when the run was stopped waits again, and so does what failed, where that is to be tried again. */
export function reopen(store: ProjectStore, runId: RunId, { again }: { readonly again: boolean }): Run {
  return store.transaction(() => {
    for (const state of again ? (['working', 'failed'] as const) : (['working'] as const)) {
      for (;;) {
        const items = [...store.runItems(runId, { state, limit: 1000 })];
        if (items.length === 0) break;
        store.saveRunItems(items.map((item): RunItem => ({ ...item, state: 'waiting', problem: null })));
      }
    }
    return changeRun(store, runId, { state: 'running', endedAtMs: null });
  });
}

/** Runs that nobody works on any more are stopped ones. */
export function markStopped(store: ProjectStore, but: RunId | null): void {
  for (const run of store.runs()) {
    if (run.id !== but && (run.state === 'running' || run.state === 'paused')) {
      changeRun(store, run.id, { state: 'stopped', endedAtMs: Date.now() });
    }
  }
}

/** Another process may have said something of the run meanwhile: that stays. */
export function changeRun(store: ProjectStore, runId: RunId, next: Partial<Run>): Run {
  return store.transaction(() => {
    const run = { ...findRun(store, runId), ...next };
    store.saveRun(run);
    return run;
  });
}

/** Throws `run-unknown`. The beginning of an id will do where it is the only one. */
export function findRun(store: ProjectStore, id: string): Run {
  const exact = store.run(id as RunId);
  if (exact) return exact;
  const runs = [...store.runs()];
  const [first, ...others] = runs.filter((run) => id !== '' && run.id.startsWith(id.toUpperCase()));
  if (first && others.length === 0) return first;
  throw new ProblemError({ code: 'run-unknown', id, known: runs.map((run) => run.id) });
}

function isOver(run: Run): run is Run & { readonly state: 'finished' | 'cancelled' } {
  return run.state === 'finished' || run.state === 'cancelled';
}
