/** What is being made, by key: the same thing is made once at a time, and what cannot be made is not tried again at once. */
import { ProblemError } from '../../document/problem.ts';
import { isMoreUrgent } from './lane.ts';
import type { Lane, Priority, Ticket } from './lane.ts';
import { Making } from './making.ts';
import type { Work } from './making.ts';

/** How a thing is asked for. */
export interface Asking {
  /** `soon` where not stated. */
  readonly priority?: Priority | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A list that scrolls by asks often; a drive that is back is noticed soon. */
const FAILURE_KEPT_MS = 30_000;
const FAILURES_KEPT = 1000;

export class Makings implements AsyncDisposable {
  readonly #lanes: readonly Lane[];
  readonly #underWay = new Map<string, Making<unknown>>();
  readonly #failures = new Map<string, { readonly error: ProblemError; readonly atMs: number }>();
  #isClosed = false;

  constructor(lanes: readonly Lane[]) {
    this.#lanes = lanes;
  }

  /**
   * Begins to make it, or joins whoever does. `key` is the thing's and its type's own. With the `ticket` of another making
   * it becomes urgent together with that one.
   */
  async *make<Item>(
    key: string,
    asking: Asking & { ticket?: Ticket | undefined },
    work: Work<Item>,
  ): AsyncGenerator<Item, void> {
    const { priority = 'soon', signal, ticket = { priority } } = asking;
    if (this.#isClosed) throw new Error('the previews are closed');
    signal?.throwIfAborted();
    const failed = this.#failures.get(key);
    if (failed !== undefined && performance.now() - failed.atMs < FAILURE_KEPT_MS) throw failed.error;
    let making = this.#underWay.get(key) as Making<Item> | undefined;
    if (making === undefined || making.isStopped) making = this.#begin(key, ticket, work);
    else if (isMoreUrgent(priority, making.ticket.priority)) {
      making.ticket.priority = priority;
      for (const lane of this.#lanes) lane.reconsider();
    }
    yield* making.follow(signal);
  }

  forgetFailures(): void {
    this.#failures.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    const makings = [...this.#underWay.values()];
    for (const making of makings) making.stop(new Error('the previews are closed'));
    await Promise.all(makings.map(({ over }) => over));
  }

  #begin<Item>(key: string, ticket: Ticket, work: Work<Item>): Making<Item> {
    const making = new Making<Item>(ticket, async (give, signal, own) => {
      try {
        await work(give, signal, own);
      } catch (error) {
        if (error instanceof ProblemError && !signal.aborted) this.#remember(key, error);
        throw error;
      } finally {
        if (this.#underWay.get(key) === making) this.#underWay.delete(key);
      }
    });
    this.#underWay.set(key, making);
    return making;
  }

  #remember(key: string, error: ProblemError): void {
    this.#failures.delete(key);
    this.#failures.set(key, { error, atMs: performance.now() });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > FAILURES_KEPT && oldest !== undefined) this.#failures.delete(oldest);
  }
}
