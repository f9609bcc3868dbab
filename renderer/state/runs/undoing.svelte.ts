/** Taking a run back, and doing it again: what that comes to is asked before it is done. Knows no list of runs. */
import type { RunTexts } from '../../../main/contract/index.ts';
import type { RunId } from '../../../main/document/ids.ts';
import type { App } from '../app.svelte.ts';

export class Undoing {
  /** The run that a person is about to take back, and what that would do; null: none. */
  asked: { readonly runId: RunId; readonly texts: RunTexts } | null = $state.raw(null);
  readonly #app: App;
  readonly #refresh: () => Promise<void>;

  constructor(app: App, refresh: () => Promise<void>) {
    this.#app = app;
    this.#refresh = refresh;
  }

  async ask(runId: RunId): Promise<void> {
    const texts = await (await this.#app.services()).runs.toUndo({ runId });
    this.asked = texts === null ? null : { runId, texts };
    // Somebody was sooner.
    if (texts === null) await this.#refresh();
  }

  leave(): void {
    this.asked = null;
  }

  async undo(): Promise<void> {
    const { asked } = this;
    this.asked = null;
    if (asked === null) return;
    await (await this.#app.services()).runs.undo({ runId: asked.runId });
    await this.#refresh();
  }

  async redo(runId: RunId): Promise<void> {
    await (await this.#app.services()).runs.redo({ runId });
    await this.#refresh();
  }
}
