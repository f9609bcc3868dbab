/** Where in the folders of the machine one is, and what is there. Knows nothing of what is done with it. */
import type { FolderEntry } from '../../main/contract/index.ts';
import type { Problem } from '../../main/document/problem.ts';
import { problemOf } from '../connection/connection.svelte.ts';
import type { App } from '../state/app.svelte.ts';

export class Folders {
  readonly #app: App;
  /** Counts the folders that were asked for. */
  #showing = 0;
  /** Null: none was shown yet. */
  path: string | null = $state(null);
  /** The last folder that one went to: one that is only typed is shown as well. */
  entered: string | null = $state(null);
  typed = $state('');
  #all: readonly FolderEntry[] = $state.raw([]);
  #kinds: readonly FolderEntry['kind'][] = $state.raw([]);
  /** Those of the kinds that are looked for. */
  readonly entries: readonly FolderEntry[] = $derived(this.#all.filter(({ kind }) => this.#kinds.includes(kind)));
  at = $state(-1);
  problem: Problem | string | undefined = $state.raw();
  readonly chosen: FolderEntry | undefined = $derived(this.entries[this.at]);
  readonly videos: number = $derived(this.#all.filter(({ kind }) => kind === 'video').length);
  readonly name: string = $derived((this.path ?? '').split(/[/\\]/).findLast((part) => part !== '') ?? '/');

  constructor(app: App) {
    this.#app = app;
  }

  /** Where one was the last time. */
  async begin(kinds: readonly FolderEntry['kind'][]): Promise<void> {
    this.#kinds = kinds;
    await this.show(this.path ?? this.#app.session.now?.homeFolder ?? '/');
  }

  /** What is typed until the folder is known stays. */
  async show(path: string): Promise<void> {
    const { path: from, typed } = this;
    try {
      if (!(await this.#read(path))) return;
      this.entered = path;
      if (this.typed !== typed) return;
      this.typed = path;
      // Going up, the folder one comes from is at hand.
      this.at = this.entries.findIndex((entry) => entry.path === from);
    } catch (error) {
      this.fail(error);
    }
  }

  /** While a path is typed: what is in it, once it is a folder; until then what was shown stays. */
  async follow(): Promise<void> {
    this.at = -1;
    this.problem = undefined;
    await this.#read(this.typed.trim()).catch(() => undefined);
  }

  async up(): Promise<void> {
    const bare = (this.path ?? '').replace(/[/\\]+$/, '');
    const parent = bare.replace(/[^/\\]+$/, '');
    if (parent !== '' && parent !== this.path)
      await this.show(parent.length > 1 ? parent.replace(/[/\\]+$/, '') : parent);
  }

  /** Of two folders that are asked for, the later one is shown: whether it is this one. */
  async #read(path: string): Promise<boolean> {
    const showing = ++this.#showing;
    try {
      const entries = await (await this.#app.services()).session.folder({ path });
      if (showing !== this.#showing) return false;
      this.#all = entries;
    } catch (error) {
      if (showing !== this.#showing) return false;
      throw error;
    }
    this.path = path;
    this.problem = undefined;
    this.at = -1;
    return true;
  }

  fail(error: unknown): void {
    this.problem = problemOf(error) ?? (error instanceof Error ? error.message : String(error));
  }
}
