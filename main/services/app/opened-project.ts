/** The project that is open: its file, who follows its changes, and what is under way on it. Knows no call. */
import { ProblemError } from '../../document/problem.ts';
import type { ProjectStore } from '../../store/index.ts';
import { Feed } from './feed.ts';
import type { LiveRun } from './live-run.ts';

export class OpenedProject implements AsyncDisposable {
  readonly store: ProjectStore;
  readonly feed: Feed;
  /** That this process works on. */
  run: LiveRun | null = null;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(store: ProjectStore) {
    this.store = store;
    this.feed = new Feed(store);
  }

  /** Aborted when it is closed. */
  signalWith(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? this.#closing.signal : AbortSignal.any([signal, this.#closing.signal]);
  }

  /** Something that uses the file until it is done: the file is not closed before. */
  async hold<Result>(work: Promise<Result>): Promise<Result> {
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  /** The same for a stream, which is told to end when the project is closed. */
  async *holdStream<Event>(stream: AsyncGenerator<Event, void>): AsyncGenerator<Event, void> {
    const over = Promise.withResolvers<void>();
    this.#underWay.add(over.promise);
    try {
      yield* stream;
    } finally {
      this.#underWay.delete(over.promise);
      over.resolve();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort(new ProblemError({ code: 'no-project-open' }));
    this.feed[Symbol.dispose]();
    await this.run?.stop();
    // A client that does not read its stream to the end must not keep the file open for ever.
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
    await Promise.race([Promise.allSettled(this.#underWay), patience]);
    this.store[Symbol.dispose]();
  }
}

const PATIENCE_MS = 5000;
