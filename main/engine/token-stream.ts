/** Tokens on their way to whoever iterates over them: kept until asked for. Knows nothing of where they come from. */
import type { TokenEvent } from './sampling.ts';

type Step = IteratorResult<TokenEvent, undefined>;

export class TokenStream implements AsyncIterableIterator<TokenEvent, undefined> {
  readonly #arrived: TokenEvent[] = [];
  readonly #asking: PromiseWithResolvers<Step>[] = [];
  readonly #left: () => void;
  #end: { readonly error: Error } | 'ended' | null = null;

  /** `left` is called when the reader stops before the end. */
  constructor(left: () => void) {
    this.#left = left;
  }

  push(token: TokenEvent): void {
    const asking = this.#asking.shift();
    if (asking) asking.resolve({ done: false, value: token });
    else this.#arrived.push(token);
  }

  end(): void {
    this.#end ??= 'ended';
    for (const asking of this.#asking.splice(0)) asking.resolve({ done: true, value: undefined });
  }

  fail(error: Error): void {
    this.#end ??= { error };
    for (const asking of this.#asking.splice(0)) asking.reject(error);
  }

  next(): Promise<Step> {
    const value = this.#arrived.shift();
    if (value) return Promise.resolve({ done: false, value });
    if (this.#end === 'ended') return Promise.resolve({ done: true, value: undefined });
    if (this.#end) return Promise.reject(this.#end.error);
    const asking = Promise.withResolvers<Step>();
    this.#asking.push(asking);
    return asking.promise;
  }

  return(): Promise<Step> {
    this.#left();
    this.#arrived.length = 0;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
