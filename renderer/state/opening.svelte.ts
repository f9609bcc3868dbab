/** From a folder of videos to a project that shows them. Knows nothing of how a folder is chosen. */
import type { Problem } from '../../main/document/problem.ts';
import { problemOf } from '../connection/connection.svelte.ts';
import type { App } from './app.svelte.ts';

export class Opening {
  readonly #app: App;
  /** Videos found so far while a folder is added; null: none is. */
  found: number | null = $state(null);
  /** Files that could not be added, the last time. */
  problems: readonly { readonly path: string; readonly problem: Problem }[] = $state.raw([]);

  constructor(app: App) {
    this.#app = app;
  }

  async open(path: string): Promise<void> {
    await this.#app.session.openFile(path);
    this.#show();
  }

  async openSamples(): Promise<void> {
    await this.#app.session.openSamples();
    this.#show();
  }

  /** The project that lies in the folder and has its name, made where there is none; with all videos below the folder. */
  async openFolder(folder: string): Promise<void> {
    const { session } = this.#app;
    const separator = session.now?.pathSeparator ?? '/';
    const bare = folder.replace(/[/\\]+$/, '');
    const name = bare.split(/[/\\]/).at(-1) ?? '';
    const path = `${bare}${separator}${name === '' ? 'videos' : name}.panda`;
    try {
      await session.create(path);
    } catch (error) {
      if (problemOf(error)?.code !== 'project-exists') throw error;
      await session.openFile(path);
    }
    this.#show();
    await this.add([folder]);
  }

  /** Videos and folders of the host, to the project that is open. */
  async add(paths: readonly string[]): Promise<void> {
    this.found = 0;
    try {
      const services = await this.#app.services();
      for await (const event of await services.library.add({ paths: [...paths] })) {
        this.found = event.videos;
        if (event.event === 'added') this.problems = event.problems;
      }
    } finally {
      this.found = null;
    }
  }

  #show(): void {
    this.#app.overlay = null;
    this.#app.selection.clear();
    this.#app.query = '';
    this.#app.go('workbench');
  }
}
