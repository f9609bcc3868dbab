/** Looking at all files again, and finding those again that were moved, by their content. Knows no dialog. */
import type { Relinked } from '../../../main/contract/index.ts';
import type { App } from '../app.svelte.ts';

export class FileWatch {
  readonly #app: App;
  /** How many files were looked at; null: nobody is looking. */
  now: { readonly looked: number } | null = $state.raw(null);
  /** What was found again last; null: nothing was looked for. */
  relinked: Relinked | null = $state.raw(null);

  constructor(app: App) {
    this.#app = app;
  }

  async look(): Promise<void> {
    this.now = { looked: 0 };
    try {
      const services = await this.#app.services();
      for await (const { looked } of await services.library.look({ videos: { query: this.#app.query } })) {
        this.now = { looked };
      }
    } finally {
      this.now = null;
    }
  }

  /** Where the folders of the project are. */
  async relink(): Promise<void> {
    this.now = { looked: 0 };
    try {
      const services = await this.#app.services();
      for await (const event of await services.library.relink({ paths: [] })) {
        if (event.event === 'progress') this.now = { looked: event.candidates };
        else this.relinked = event.relinked;
      }
    } finally {
      this.now = null;
    }
  }
}
