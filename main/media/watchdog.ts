/**
 * Notices when a process gives no sign of life. Knows neither the process nor what its signs are: whoever reads them
 * reports them, and says when the silence is excused (because it is our own turn).
 */

/** Without any output for this long, ffmpeg is taken for stuck: a drive that went away, a decoder that loops. Long, because
 * a busy machine may need a minute for one huge picture. */
export const IDLE_LIMIT_MS = 120_000;

export interface Watchdog extends Disposable {
  alive(): void;
}

export function watch(watched: { limitMs: number; isExcused: () => boolean; onSilence: () => void }): Watchdog {
  let heardMs = performance.now();
  const timer = setInterval(
    () => {
      if (watched.isExcused()) heardMs = performance.now();
      else if (performance.now() - heardMs > watched.limitMs) watched.onSilence();
    },
    Math.min(1000, watched.limitMs / 4),
  );
  return {
    alive: () => {
      heardMs = performance.now();
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
