/**
 * What another part of a file says of an id: looked up in step where both parts stand in one order, so that none of it is
 * held; only where they do not, all of it is gathered. Knows nothing of what is said.
 */

export interface Known<T> {
  readonly id: string;
  readonly value: T;
}

export class InStep<T> {
  readonly #open: () => AsyncIterable<Known<T>>;
  #step: AsyncIterator<Known<T>> | null = null;
  #current: Known<T> | null = null;
  #all: Map<string, T> | null = null;

  /** `open`: the other part, from its beginning. */
  constructor(open: () => AsyncIterable<Known<T>>) {
    this.#open = open;
  }

  /** Undefined: nothing is said of it. Throws as the other part does. */
  async find(id: string): Promise<T | undefined> {
    if (this.#all !== null) return this.#all.get(id);
    this.#step ??= this.#open()[Symbol.asyncIterator]();
    while (this.#current?.id !== id) {
      const next = await this.#step.next();
      if (next.done) return this.#gather(id);
      this.#current = next.value;
    }
    return this.#current.value;
  }

  async #gather(id: string): Promise<T | undefined> {
    this.#all = new Map();
    for await (const known of this.#open()) if (!this.#all.has(known.id)) this.#all.set(known.id, known.value);
    return this.#all.get(id);
  }
}
