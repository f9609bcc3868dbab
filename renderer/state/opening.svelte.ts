/** From a folder of videos to a project that shows them. Knows nothing of how a folder is chosen. */
import { problemOf } from '../connection/connection.svelte.ts';
import type { App } from './app.svelte.ts';
import { Adding } from './videos/adding.svelte.ts';

export class Opening {
  readonly #app: App;
  /** Whether something was dropped whose place the browser does not tell. */
  dropped = $state(false);

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
    const adding = this.#app.of(Adding);
    await adding.add([folder]);
    // That its videos are there is seen; texts beside them, and what could not be added, is not.
    const { problems = [], sidecars = {}, videos = 0 } = adding.added ?? {};
    const hasNews = problems.length > 0 || (videos > 0 && Object.values(sidecars).some((count = 0) => count > 0));
    if (!hasNews) adding.added = null;
  }

  /** A project, or a folder of videos; of a video the folder that it lies in. None: it is asked for. */
  async openDropped(paths: readonly string[]): Promise<void> {
    const path = paths.find((each) => each.endsWith('.panda')) ?? paths[0];
    if (path === undefined) {
      this.dropped = true;
      this.#app.overlay = 'open';
    } else if (path.endsWith('.panda')) await this.open(path);
    else await this.openFolder((await this.#isFolder(path)) ? path : path.replace(/[/\\][^/\\]+$/, ''));
  }

  async #isFolder(path: string): Promise<boolean> {
    const { session } = await this.#app.services();
    return session.folder({ path }).then(
      () => true,
      () => false,
    );
  }

  #show(): void {
    this.#app.overlay = null;
    this.#app.selection.clear();
    this.#app.query = '';
    this.#app.go('workbench');
  }
}
