/** How much of the queue is left and done, and how fast it goes. Knows no text. */
import type { QueueCounts } from '../../../main/contract/index.ts';
import type { App } from '../app.svelte.ts';
import { Pace } from './pace.ts';
import type { Asked } from './upcoming.svelte.ts';

export class Tally {
  readonly #app: App;
  /** Null: not counted yet. */
  counts: QueueCounts | null = $state.raw(null);
  /** Null: too few were done to tell. */
  perMinute: number | null = $state(null);
  readonly #pace = new Pace();
  #asked = 0;

  constructor(app: App) {
    this.#app = app;
  }

  async read({ queue, query }: Pick<Asked, 'queue' | 'query'>): Promise<void> {
    const asked = ++this.#asked;
    const counts = await (await this.#app.services()).review.counts({ queue, query });
    if (asked === this.#asked) this.counts = counts;
  }

  /** One more is decided. */
  add(): void {
    this.#pace.add(Date.now());
    this.perMinute = this.#pace.perMinute();
    if (this.counts === null) return;
    const { left, doneToday } = this.counts;
    this.counts = { left: Math.max(0, left - 1), doneToday: doneToday + 1 };
  }

  takeBack(): void {
    this.#pace.takeBack();
    this.perMinute = this.#pace.perMinute();
    if (this.counts === null) return;
    const { left, doneToday } = this.counts;
    this.counts = { left: left + 1, doneToday: Math.max(0, doneToday - 1) };
  }
}
