/**
 * Goes through a run's videos: several under way, the texts of each written, when they are done, together with the ledger's
 * row, so that after a crash at any moment nothing is done twice. A video that cannot be done is a row and never the end; only
 * what would stop every video ends the run. Knows neither models nor how texts come about.
 */
import type { VideoId } from '../../document/ids.ts';
import type { Run, RunItem, RunState } from '../../document/observations.ts';
import { ProblemError, sentence } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import type { ProjectStore } from '../../store/index.ts';
import { startPace } from '../batch/pace.ts';
import { asDone } from './as-done.ts';
import { changeRun } from './begin.ts';
import { watchControl } from './control.ts';
import type { Control } from './control.ts';
import { keepOutcome } from './keep.ts';
import type { Outcome } from './outcome.ts';
import type { RunEvent } from '../../contract/run-event.ts';
import { countsOf, failuresOf } from './sums.ts';

/** Enough that the engine always has a full batch while the next clips are decoded. */
const VIDEOS_AT_ONCE = 6;
/** Rows of the ledger that are read together. */
const PAGE = 200;
/** A crash takes every video under way with it, and only one of them is to blame. */
const CRASHES_FORGIVEN = 2;

export interface RunWork {
  readonly store: ProjectStore;
  readonly run: Run;
  readonly resumed: boolean;
  /** What is to be written about a video. Throws problems; on abort, whatever the abort made of it. */
  readonly work: (item: RunItem, signal: AbortSignal) => Promise<Outcome>;
  readonly pathOf: (videoId: VideoId) => string;
}

interface Worked {
  readonly item: RunItem;
  readonly outcome: Outcome | { readonly kind: 'failed'; readonly problem: Problem } | { readonly kind: 'stopped' };
  readonly seconds: number;
}

/** The lease is held by the caller. Ends early when the signal is aborted or the run is cancelled: then nothing is half written. */
export async function* goThrough(
  { store, run, resumed, work, pathOf }: RunWork,
  signal: AbortSignal,
): AsyncGenerator<RunEvent> {
  const { id: runId, model, policy } = run;
  const sums = store.runSums(runId);
  const before = countsOf(sums);
  const total = before.waiting + before.working + before.done + before.skipped + before.failed;
  const counts = { done: before.done, failed: before.failed, skipped: before.skipped };
  const left = (): number => total - counts.done - counts.failed - counts.skipped;
  const failures = failuresOf(sums);
  const pace = startPace();
  let texts = 0;
  let state: RunState = 'stopped';
  yield { event: 'started', runId, recipe: run.recipe.name, model, policy, resumed, total, left: left() };

  using control = watchControl(store, runId);
  const leaving = new AbortController();
  const ended = AbortSignal.any([signal, control.cancelled, leaving.signal]);
  const workOn = async (item: RunItem, stopped: AbortSignal): Promise<Worked> => {
    await control.unpaused(stopped);
    const start = performance.now();
    if (!stopped.aborted) store.saveRunItems([{ ...item, state: 'working', attempts: item.attempts + 1 }]);
    const outcome = await outcomeOf(() => work(item, stopped), stopped);
    return { item, outcome, seconds: Math.round(performance.now() - start) / 1000 };
  };
  try {
    const worked = asDone(waiting(store, run), { atOnce: VIDEOS_AT_ONCE, work: workOn, signal: ended });
    for await (const one of withPauses(worked, { control, leaving })) {
      if (one === 'paused' || one === 'resumed') {
        yield { event: one };
        continue;
      }
      const { item, outcome, seconds } = one;
      if (outcome.kind === 'stopped') break;
      const { videoId } = item;
      const path = pathOf(videoId);
      const kept = keepOutcome({ store, run, item: { ...item, attempts: item.attempts + 1, seconds } }, outcome);
      counts[outcome.kind]++;
      texts += kept.length;
      if (outcome.kind === 'failed') {
        const { problem } = outcome;
        failures[problem.code] = (failures[problem.code] ?? 0) + 1;
        yield { event: 'failed', videoId, path, problem, message: sentence(problem) };
      } else if (outcome.kind === 'done') yield { event: 'item', videoId, path, texts: kept, problem: outcome.problem };
      const rate = pace.after({ worked: outcome.kind !== 'skipped', left: left() });
      yield { event: 'progress', ...counts, total, texts, failures: { ...failures }, ...rate };
    }
    if (left() === 0) state = 'finished';
  } finally {
    state = end(store, run, state);
  }
  yield {
    event: 'finished',
    runId,
    state,
    ...counts,
    total,
    seconds: pace.seconds(),
    texts,
    failures: { ...failures },
  };
}

/** In the order of the run; what is asked for now is read now. */
function* waiting(store: ProjectStore, run: Run): Generator<RunItem> {
  for (let after = -1; ;) {
    const page = [...store.runItems(run.id, { state: 'waiting', after, limit: PAGE })];
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.position;
  }
}

async function outcomeOf(work: () => Promise<Outcome>, signal: AbortSignal): Promise<Worked['outcome']> {
  const isStopped = (): boolean => signal.aborted;
  for (let crashes = 0; !isStopped(); crashes++) {
    try {
      return await work();
    } catch (error) {
      if (isStopped()) break;
      if (!(error instanceof ProblemError) || FATAL.has(error.problem.code)) throw error;
      if (error.problem.code !== 'engine-crashed' || crashes === CRASHES_FORGIVEN) {
        return { kind: 'failed', problem: error.problem };
      }
    }
  }
  return { kind: 'stopped' };
}

/** Every other video would fail in the same way. */
const FATAL: ReadonlySet<Problem['code']> = new Set([
  'project-unwritable',
  'project-busy',
  'project-damaged',
  'model-damaged',
  'ffmpeg-missing',
]);

/** Tells of a pause when it begins, though nothing else happens then. */
async function* withPauses(
  worked: AsyncGenerator<Worked>,
  { control, leaving }: { readonly control: Control; readonly leaving: AbortController },
): AsyncGenerator<Worked | 'paused' | 'resumed'> {
  let toldOfPause = false;
  try {
    for (let next = worked.next(); ;) {
      // It may have changed while nobody waited here.
      if (control.isPaused !== toldOfPause) {
        toldOfPause = control.isPaused;
        yield toldOfPause ? 'paused' : 'resumed';
        continue;
      }
      const first = await Promise.race([next, control.changed()]);
      if (first === undefined) continue;
      if (first.done) return;
      yield first.value;
      next = worked.next();
    }
  } finally {
    leaving.abort(); // whoever leaves waits for no pause to end
    await worked.return(undefined);
  }
}

/** What was under way waits again. What somebody else said of the run stays: a cancelled one is not finished. */
function end(store: ProjectStore, run: Run, state: RunState): RunState {
  return store.transaction(() => {
    const items = [...store.runItems(run.id, { state: 'working' })];
    store.saveRunItems(items.map((item): RunItem => ({ ...item, state: 'waiting' })));
    const said = store.run(run.id)?.state;
    return changeRun(store, run.id, {
      state: said === 'cancelled' && state !== 'finished' ? 'cancelled' : state,
      endedAtMs: Date.now(),
    }).state;
  });
}
