/**
 * Starts runs: new ones, those that stopped, and what failed of one. The one door to a run for every face; it holds the
 * project's lease from the beginning to the end.
 */
import type { Forecast } from '../../contract/runs.ts';
import type { VideoId } from '../../document/ids.ts';
import type { Run, RunItem } from '../../document/observations.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Ffmpeg } from '../../media/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Drafter } from '../drafting/drafter.ts';
import { pathOfVideo } from '../library/observe.ts';
import { recipeHash } from '../recipes/hash.ts';
import { loadLanguageScores } from '../recipes/language.ts';
import { openAnswerPool } from './answer-pool.ts';
import { checkGoesOn, createRun, findRun, findStopped, markStopped, reopen } from './begin.ts';
import { forecast, isVideoDue } from './forecast.ts';
import { takeLease } from './lease.ts';
import type { RunRequest } from './request.ts';
import type { RunEvent } from '../../contract/run-event.ts';
import { goThrough } from './run.ts';
import { selectVideos } from './select-videos.ts';
import { workOnVideo } from './video-work.ts';
import { stagesOf } from './wishes.ts';

export interface RunSetting {
  readonly store: ProjectStore;
  readonly drafter: Drafter;
  readonly ffmpeg: Ffmpeg;
}

/** A run that can begin, or go on. Dispose of it in the end: it holds the lease. */
export interface ReadyRun extends Disposable {
  readonly run: Run;
  readonly resumed: boolean;
  /** Of what is left of it. */
  readonly forecast: Forecast;
  /** Does it. Ends early, well, when the signal is aborted or somebody cancels the run. */
  events(signal: AbortSignal): AsyncGenerator<RunEvent>;
}

/**
 * Goes on with the same request's run where that was stopped. Throws `run-under-way`, `run-without-videos`,
 * `video-not-listed`, `query-unreadable`.
 */
export function prepareRun(setting: RunSetting, request: RunRequest): ReadyRun {
  return underLease(setting, () => {
    const { store } = setting;
    markStopped(store, null);
    const stopped = findStopped(store, request);
    if (stopped) return { run: reopen(store, stopped.id, { again: false }), resumed: true };
    // A limit is of videos that there is something to do about, so the same command again goes further.
    const counts = (id: VideoId): boolean => request.limit === null || isVideoDue(store, request, id);
    const videoIds = selectVideos(store, request, counts);
    if (videoIds.length === 0) {
      throw new ProblemError({ code: 'run-without-videos', path: store.path, only: request.only });
    }
    return { run: createRun(store, request, videoIds), resumed: false };
  });
}

/** Throws `run-unknown`, `run-over`, `run-other-model`, `run-under-way`. */
export function resumeRun(setting: RunSetting, id: string): ReadyRun {
  return goOnWith(setting, id, { again: false });
}

/** What failed, alone. Throws as `resumeRun` does, but for `run-over`. */
export function retryRun(setting: RunSetting, id: string): ReadyRun {
  return goOnWith(setting, id, { again: true });
}

function goOnWith(setting: RunSetting, id: string, how: { readonly again: boolean }): ReadyRun {
  return underLease(setting, () => {
    const { drafter, store } = setting;
    markStopped(store, null);
    const run = findRun(store, id);
    checkGoesOn(run, drafter.model, how);
    return { run: reopen(store, run.id, how), resumed: true };
  });
}

function underLease(setting: RunSetting, begin: () => Pick<ReadyRun, 'run' | 'resumed'>): ReadyRun {
  using taken = new DisposableStack();
  taken.use(takeLease(setting.store.path));
  const { resumed, run } = begin();
  const lease = taken.move();
  const { store } = setting;
  const recipe = { name: run.recipe.name, hash: recipeHash(run.recipe) };
  const pathOf = (videoId: VideoId): string => {
    const video = store.get('video', videoId);
    return video ? pathOfVideo(store, video) : videoId;
  };
  return {
    run,
    resumed,
    forecast: forecast(store, run, waitingOf(store, run)),
    async *events(signal) {
      const languageScores = run.recipe.language === null ? null : await loadLanguageScores();
      const { maxNewTokens } = run.sampling;
      const answerPool = openAnswerPool(setting.drafter, { maxNewTokens, signal });
      const working = { ...setting, run, recipe, stages: stagesOf(run.recipe), answerPool, languageScores };
      const work = (item: RunItem, stopped: AbortSignal) => workOnVideo(working, item, stopped);
      yield* goThrough({ store, run, resumed, work, pathOf }, signal);
    },
    [Symbol.dispose]: () => {
      markStopped(store, null);
      lease.dispose();
    },
  };
}

function* waitingOf(store: ProjectStore, { id }: Run): Generator<VideoId> {
  for (const { videoId } of store.runItems(id, { state: 'waiting' })) yield videoId;
}
