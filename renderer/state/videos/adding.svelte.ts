/**
 * Adding files and folders to the project: what was found, and what came of it. The services look into new files by
 * themselves. Knows paths as the host writes them, and no dialog.
 */
import type { AddEvent } from '../../../main/contract/index.ts';
import type { App } from '../app.svelte.ts';

export type Added = Extract<AddEvent, { event: 'added' }>;

export class Adding {
  readonly #app: App;
  /** Whether paths are being asked for. */
  asked = $state(false);
  /** Whether something was dropped whose place the browser does not tell. */
  dropped = $state(false);
  /** How many videos were found so far; null: nothing is being added. */
  found: number | null = $state(null);
  /** What came of it; null: nothing was added, or it has been read. */
  added: Added | null = $state.raw(null);
  #stop: AbortController | undefined;

  constructor(app: App) {
    this.#app = app;
  }

  ask({ dropped }: { readonly dropped: boolean }): void {
    this.dropped = dropped;
    this.asked = true;
  }

  /** What was found until it is stopped stays. */
  async add(paths: readonly string[]): Promise<void> {
    const { signal } = (this.#stop = new AbortController());
    this.added = null;
    this.found = 0;
    try {
      const services = await this.#app.services();
      for await (const event of await services.library.add({ paths: [...paths] }, { signal })) {
        if (event.event === 'found') this.found = event.videos;
        else this.added = event;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.found = null;
    }
  }

  stop(): void {
    this.#stop?.abort();
  }
}

/** Paths in what was dropped; empty where the browser keeps them to itself, as it does with files. */
export function droppedPaths(data: Pick<DataTransfer, 'getData'>): readonly string[] {
  const lines = (data.getData('text/uri-list') || data.getData('text/plain')).split(/\r?\n/);
  return lines.flatMap((line) => {
    if (line.startsWith('file://')) return [decodeURIComponent(new URL(line).pathname).replace(/^\/([A-Za-z]:)/, '$1')];
    return /^(\/|[A-Za-z]:[\\/])/.test(line) ? [line] : [];
  });
}
