/** A run that this process works on: it goes on whoever watches, and whoever comes later sees where it is. */
import type { RunEvent } from '../../contract/run-event.ts';
import type { RunId } from '../../document/ids.ts';
import type { ReadyRun } from '../runs/start.ts';

type Of<Name extends RunEvent['event']> = Extract<RunEvent, { event: Name }>;

export class LiveRun {
  readonly runId: RunId;
  /** Settles when it is over and its lease given back; rejects with what ended it. */
  readonly over: Promise<void>;
  readonly #stop = new AbortController();
  readonly #followers = new Set<(event: RunEvent | null) => void>();
  #started: Of<'started'> | undefined;
  #progress: Of<'progress'> | undefined;
  #isPaused = false;
  #isOver = false;

  constructor(ready: ReadyRun) {
    this.runId = ready.run.id;
    this.over = this.#work(ready);
    this.over.catch(() => undefined); // whoever follows is told
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Stopped runs can go on later. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.over.catch(() => undefined);
  }

  /** What it was and is, then what happens. Leaving it leaves the run alone. Throws what ended the run. */
  async *follow(signal: AbortSignal | undefined): AsyncGenerator<RunEvent, void> {
    const waiting: (RunEvent | null)[] = [];
    let news = Promise.withResolvers<void>();
    const take = (event: RunEvent | null): void => {
      waiting.push(event);
      news.resolve();
    };
    const leave = (): void => take(null);
    if (this.#started) waiting.push(this.#started);
    if (this.#progress) waiting.push(this.#progress);
    if (this.#isPaused) waiting.push({ event: 'paused' });
    if (this.#isOver) waiting.push(null);
    this.#followers.add(take);
    signal?.addEventListener('abort', leave, { once: true });
    try {
      for (;;) {
        const event = waiting.shift();
        if (event === null) break;
        if (event !== undefined) {
          yield event;
          continue;
        }
        await news.promise;
        news = Promise.withResolvers();
      }
      if (!signal?.aborted) await this.over;
    } finally {
      signal?.removeEventListener('abort', leave);
      this.#followers.delete(take);
    }
  }

  async #work(ready: ReadyRun): Promise<void> {
    try {
      using held = ready;
      for await (const event of held.events(this.#stop.signal)) this.#tell(event);
    } finally {
      this.#isOver = true;
      for (const take of this.#followers) take(null);
    }
  }

  #tell(event: RunEvent): void {
    if (event.event === 'started') this.#started = event;
    if (event.event === 'progress') this.#progress = event;
    if (event.event === 'paused' || event.event === 'resumed') this.#isPaused = event.event === 'paused';
    for (const take of this.#followers) take(event);
  }
}
