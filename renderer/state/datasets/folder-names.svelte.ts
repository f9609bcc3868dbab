/** What a path that is being written could go on with, on the machine that has the project. Knows no component. */
import type { FolderEntry } from '../../../main/contract/index.ts';
import type { App } from '../app.svelte.ts';

export class FolderNames {
  entries: readonly FolderEntry[] = $state.raw([]);
  readonly #app: App;
  #folder = '';

  constructor(app: App) {
    this.#app = app;
  }

  /** Reads the folder that the path is in, once; one that cannot be read has nothing to offer. */
  async offer(path: string): Promise<void> {
    const separator = this.#app.session.now?.pathSeparator ?? '/';
    const folder = path.slice(0, path.lastIndexOf(separator) + 1);
    if (folder === '' || folder === this.#folder) return;
    this.#folder = folder;
    try {
      this.entries = await (await this.#app.services()).session.folder({ path: folder });
    } catch {
      this.entries = [];
    }
  }
}
