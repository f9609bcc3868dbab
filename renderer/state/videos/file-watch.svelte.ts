/** Looking at all files again, and finding those again that were moved, by their content. Knows no dialog. */
import type { Relinked } from '../../../main/contract/index.ts';
import type { RootId } from '../../../main/document/ids.ts';
import type { Root } from '../../../main/document/records.ts';
import type { App } from '../app.svelte.ts';

export class FileWatch {
  readonly #app: App;
  /** How many files were looked at; null: nobody is looking. */
  now: { readonly looked: number } | null = $state.raw(null);
  /** What was found again last; null: nothing was looked for. */
  relinked: Relinked | null = $state.raw(null);

  /** Whether a person is saying where a folder is now. */
  moving = $state(false);

  constructor(app: App) {
    this.#app = app;
  }

  /** What the search finds, or everything. */
  async look(query: string): Promise<void> {
    this.now = { looked: 0 };
    try {
      const services = await this.#app.services();
      for await (const { looked } of await services.library.look({ videos: { query } })) {
        this.now = { looked };
      }
    } finally {
      this.now = null;
    }
  }

  /** The folders from which the project has its videos. */
  async readRoots(): Promise<readonly Root[]> {
    return (await (await this.#app.services()).session.info()).roots;
  }

  /** `anyway`: though nothing of it is there. Then looks what is. */
  async move(root: { readonly rootId: RootId; readonly path: string; readonly anyway: boolean }): Promise<void> {
    await (await this.#app.services()).library.mapRoot(root);
    this.moving = false;
    await this.look('');
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
