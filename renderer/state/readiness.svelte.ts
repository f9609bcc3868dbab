/** What the pills in the top bar tell: which model answers, and how many texts wait for a decision. */
import type { ModelRow } from '../../main/contract/index.ts';
import type { App } from './app.svelte.ts';

/** A run changes many texts in a second; the number need not follow each. */
const PACE_MS = 1000;

export class Readiness {
  readonly #app: App;
  /** Null: not known yet, or there is none. */
  model: ModelRow | null = $state.raw(null);
  /** Null: not known yet. */
  waiting: number | null = $state(null);
  #soonReads = false;

  constructor(app: App) {
    this.#app = app;
    app.session.listen({ changed: () => this.#soon(), all: () => this.#soon(), observed: () => this.#soon() });
    void this.read();
  }

  async read(): Promise<void> {
    try {
      const services = await this.#app.services();
      this.model = (await services.machine.models()).find(({ isChosen }) => isChosen) ?? null;
      this.waiting = (await services.review.counts({ queue: 'decide', query: '' })).left;
    } catch {
      // The next change asks again; what cannot be known is not shown.
    }
  }

  #soon(): void {
    if (this.#soonReads) return;
    this.#soonReads = true;
    setTimeout(() => {
      this.#soonReads = false;
      void this.read();
    }, PACE_MS);
  }
}
