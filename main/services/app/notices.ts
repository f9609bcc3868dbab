/**
 * What a model's engine had to do by itself, for whoever has a window open. Nobody hears of what was before, but for the last
 * that was told before anyone listened: it may be why the window waits. Knows nothing of why.
 */
import type { DeviceProblem } from '../../document/problems/engine.ts';

export class Notices {
  readonly #followers = new Set<(notice: DeviceProblem) => void>();
  #untold: DeviceProblem | null = null;

  tell(notice: DeviceProblem): void {
    if (this.#followers.size === 0) this.#untold = notice;
    for (const follower of this.#followers) follower(notice);
  }

  /** Ends when the signal is aborted. */
  async *follow(signal: AbortSignal): AsyncGenerator<DeviceProblem, void> {
    const waiting: DeviceProblem[] = this.#untold ? [this.#untold] : [];
    this.#untold = null;
    let news = Promise.withResolvers<void>();
    const follower = (notice: DeviceProblem): void => {
      waiting.push(notice);
      news.resolve();
    };
    const left = (): void => news.resolve();
    this.#followers.add(follower);
    signal.addEventListener('abort', left, { once: true });
    try {
      while (!signal.aborted) {
        const notice = waiting.shift();
        if (notice) yield notice;
        else {
          await news.promise;
          news = Promise.withResolvers();
        }
      }
    } finally {
      signal.removeEventListener('abort', left);
      this.#followers.delete(follower);
    }
  }
}
