/** What failed in one run, in pages, perhaps of one cause alone. Knows no component. */
import type { RunItemRow } from '../../../main/contract/index.ts';
import type { RunId } from '../../../main/document/ids.ts';
import type { Problem } from '../../../main/document/problem.ts';
import type { App } from '../app.svelte.ts';

const PAGE = 100;

export class FailedVideos {
  rows: readonly RunItemRow[] = $state.raw([]);
  total = $state(0);
  /** Null: every cause. */
  cause: Problem['code'] | null = $state(null);
  readonly #app: App;
  readonly runId: RunId;

  constructor(app: App, runId: RunId) {
    this.#app = app;
    this.runId = runId;
  }

  /** From the beginning again, as many as are shown. */
  async load(): Promise<void> {
    const page = await this.#page(0, Math.max(PAGE, this.rows.length));
    this.rows = page.rows;
    this.total = page.total;
  }

  async more(): Promise<void> {
    const page = await this.#page(this.rows.length, PAGE);
    this.rows = [...this.rows, ...page.rows];
    this.total = page.total;
  }

  async only(cause: Problem['code'] | null): Promise<void> {
    this.cause = cause;
    this.rows = [];
    await this.load();
  }

  async #page(from: number, limit: number) {
    const { runs } = await this.#app.services();
    return runs.items({ runId: this.runId, state: 'failed', cause: this.cause, from, limit: Math.min(1000, limit) });
  }
}
