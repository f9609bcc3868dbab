/**
 * What changes with every key is sent a moment later, so that many changes are one sending and none waits for long. Knows
 * nothing of what is sent.
 */
import type { Saving } from './saving.svelte.ts';

/** With the sending itself well under the 300 ms that a change may take. */
const PACE_MS = 150;

export class Paced {
  readonly #saving: Saving;
  readonly #name: string;
  readonly #send: () => Promise<void>;
  /** Of the sending that waits. */
  #go: (() => void) | undefined;
  #due = false;
  #held = false;

  /** `send` sends what is newest at the time. */
  constructor({
    saving,
    name,
    send,
  }: {
    readonly saving: Saving;
    readonly name: string;
    readonly send: () => Promise<void>;
  }) {
    this.#saving = saving;
    this.#name = name;
    this.#send = send;
  }

  changed(): void {
    if (this.#go !== undefined) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#due = false;
    const hurried = this.#saving.onHurry(() => this.flush());
    this.#go = () => {
      hurried();
      this.#go = undefined;
      resolve(undefined);
    };
    setTimeout(() => {
      this.#due = true;
      if (!this.#held) this.#go?.();
    }, PACE_MS);
    void this.#saving.keep(this.#name, async () => {
      await promise;
      await this.#send();
    });
  }

  /** What waits is sent now. */
  flush(): void {
    this.#go?.();
  }

  /** While an input method composes, what stands there is no text yet. */
  hold(held: boolean): void {
    this.#held = held;
    if (!held && this.#due) this.#go?.();
  }
}
