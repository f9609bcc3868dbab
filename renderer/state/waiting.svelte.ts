/** How many texts wait for a decision, as the top bar tells it. Knows no component. */
import type { App } from './app.svelte.ts';

/** A run changes many texts in a second; the number need not follow each. */
const PACE_MS = 1000;

export class Waiting {
  readonly #app: App;
  /** Null: not known yet. */
  texts: number | null = $state(null);
  #soonReads = false;

  constructor(app: App) {
    this.#app = app;
    app.session.listen({ changed: () => this.#soon(), all: () => this.#soon(), observed: () => this.#soon() });
    void this.#read();
  }

  async #read(): Promise<void> {
    try {
      const { review } = await this.#app.services();
      this.texts = (await review.counts({ queue: 'decide', query: '' })).left;
    } catch {
      // The next change asks again; what cannot be known is not shown.
    }
  }

  #soon(): void {
    if (this.#soonReads) return;
    this.#soonReads = true;
    setTimeout(() => {
      this.#soonReads = false;
      void this.#read();
    }, PACE_MS);
  }
}
