/**
 * What is to become of a run, as any process may say it: its state in the project. Whoever works on the run looks there
 * now and then. Knows no work.
 */
import type { RunId } from '../../document/ids.ts';
import type { RunState } from '../../document/observations.ts';
import type { ProjectStore } from '../../store/index.ts';

/** A look is one row of one table. */
const LOOK_EVERY_MS = 300;

export interface Control extends Disposable {
  /** Aborted when the run is cancelled. */
  readonly cancelled: AbortSignal;
  readonly isPaused: boolean;
  /** Looks, then resolves when the run is not paused (at once, mostly), or when the signal is aborted. */
  unpaused(signal: AbortSignal): Promise<void>;
  /** Resolves when `isPaused` has become another. */
  changed(): Promise<void>;
}

export function watchControl(store: ProjectStore, runId: RunId): Control {
  const cancelled = new AbortController();
  let paused = false;
  let change = Promise.withResolvers<void>();
  const look = (): void => {
    const state: RunState = store.run(runId)?.state ?? 'cancelled';
    if (state === 'cancelled') cancelled.abort();
    if (paused === (state === 'paused')) return;
    paused = state === 'paused';
    change.resolve();
    change = Promise.withResolvers();
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    cancelled: cancelled.signal,
    get isPaused() {
      return paused;
    },
    async unpaused(signal) {
      look();
      const aborted = Promise.withResolvers<void>();
      const abort = (): void => aborted.resolve();
      signal.addEventListener('abort', abort, { once: true });
      while (paused && !signal.aborted) await Promise.race([change.promise, aborted.promise]);
      signal.removeEventListener('abort', abort);
    },
    changed: () => change.promise,
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}
