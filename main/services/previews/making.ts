/**
 * One making that any number of requests follow: it goes on while one of them is left, and each sees all of it from the
 * beginning. Knows nothing of what is made.
 */
import type { Ticket } from './lane.ts';

/** Gives its items one by one, and ends when all are given. */
export type Work<Item> = (give: (item: Item) => void, signal: AbortSignal, ticket: Ticket) => Promise<void>;

export class Making<Item> {
  readonly ticket: Ticket;
  /** Settles when the making is over, however it ended; never rejects. */
  readonly over: Promise<void>;
  readonly #items: Item[] = [];
  readonly #stop = new AbortController();
  #news = Promise.withResolvers<void>();
  #followers = 0;
  #end: { readonly failure: Error | undefined } | undefined;

  constructor(ticket: Ticket, work: Work<Item>) {
    this.ticket = ticket;
    const give = (item: Item): void => {
      this.#items.push(item);
      this.#wake();
    };
    this.over = work(give, this.#stop.signal, ticket).then(
      () => this.#finish(undefined),
      (error: unknown) => this.#finish(error instanceof Error ? error : new Error(String(error))),
    );
  }

  get isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  stop(reason: unknown): void {
    this.#stop.abort(reason);
  }

  /** Throws what the work throws, and the signal's reason, which stops the work only when nobody else follows. */
  async *follow(signal: AbortSignal | undefined): AsyncGenerator<Item, void, undefined> {
    signal?.throwIfAborted();
    const left = Promise.withResolvers<never>();
    left.promise.catch(() => undefined);
    const leave = (): void => left.reject(signal?.reason as Error);
    signal?.addEventListener('abort', leave, { once: true });
    this.#followers++;
    try {
      for (let next = 0; ; next++) {
        while (next >= this.#items.length && this.#end === undefined)
          await Promise.race([this.#news.promise, left.promise]);
        if (next < this.#items.length) yield this.#items[next] as Item;
        else if (this.#end?.failure !== undefined) throw this.#end.failure;
        else return;
      }
    } finally {
      signal?.removeEventListener('abort', leave);
      if (--this.#followers === 0 && this.#end === undefined) this.stop(new Error('nobody waits for it any more'));
    }
  }

  #finish(failure: Error | undefined): void {
    this.#end = { failure };
    this.#wake();
  }

  #wake(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers<void>();
  }
}
