/** A run that another process works on, or nobody: told from what the project's file says of it, a few times a second. */
import { setTimeout as pause } from 'node:timers/promises';
import type { RunEvent } from '../../contract/run-event.ts';
import type { RunSummary } from '../../contract/runs.ts';
import type { RunId } from '../../document/ids.ts';
import type { ProjectStore } from '../../store/index.ts';
import { showRun } from '../runs/tell.ts';

const LOOK_EVERY_MS = 500;

/** Ends with `finished`, or when the signal is aborted. Throws `run-unknown`. */
export async function* followRun(
  store: ProjectStore,
  runId: RunId,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, void> {
  let summary = showRun(store, runId);
  const { model, policy, recipe } = summary.run;
  const { total } = countsOf(summary);
  const begin = { at: performance.now(), done: summary.counts.done };
  const left = summary.counts.waiting + summary.counts.working;
  yield { event: 'started', runId, recipe: recipe.name, model, policy, resumed: true, total, left };
  let told = '';
  let isPaused = false;
  for (;;) {
    const progress = { ...countsOf(summary), texts: summary.texts, failures: summary.failures };
    if (told !== JSON.stringify(progress)) yield { event: 'progress', ...progress, ...paceOf(summary, begin) };
    told = JSON.stringify(progress);
    const { state } = summary.run;
    if (state !== 'running' && state !== 'paused') {
      yield { event: 'finished', runId, state, seconds: (performance.now() - begin.at) / 1000, ...progress };
      return;
    }
    if (isPaused !== (state === 'paused')) yield { event: isPaused ? 'resumed' : 'paused' };
    isPaused = state === 'paused';
    const count = store.changeCount();
    do {
      await pause(LOOK_EVERY_MS, null, { signal }).catch(() => null);
      if (signal.aborted) return;
      // A process that is killed changes nothing: whether it is there is looked at in any case.
    } while (store.changeCount() === count && showRun(store, runId).run.state === state);
    summary = showRun(store, runId);
  }
}

function countsOf({ counts: { done, failed, skipped, waiting, working } }: RunSummary) {
  return { done, failed, skipped, total: done + failed + skipped + waiting + working };
}

/** Since somebody looks. */
function paceOf({ counts }: RunSummary, begin: { readonly at: number; readonly done: number }) {
  const done = counts.done - begin.done;
  const minutes = (performance.now() - begin.at) / 60_000;
  if (done === 0 || minutes === 0) return { perMinute: null, secondsLeft: null };
  const perMinute = done / minutes;
  return { perMinute, secondsLeft: ((counts.waiting + counts.working) / perMinute) * 60 };
}
