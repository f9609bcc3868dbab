/** A checkpoint on its way to a model: fetched from a hub, then imported. One at a time. Knows no component. */
import type { ModelPrecision } from '../../main/document/precision.ts';
import type { Problem } from '../../main/document/problem.ts';
import { problemOf } from '../connection/connection.svelte.ts';
import type { App } from './app.svelte.ts';
import { Machine } from './machine.svelte.ts';

export interface Work {
  readonly kind: 'fetching' | 'writing' | 'comparing';
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Null: not known. */
  readonly secondsLeft: number | null;
}

/** What became of it. `error`: what the precision cost, relative L2; null: nothing. */
export interface Imported {
  readonly id: string;
  readonly error: { readonly logits: number; readonly visualTokens: number } | null;
}

export interface Hub {
  readonly base: string;
  readonly repository: string;
  readonly subfolder: string | null;
}

export class Checkpoints {
  /** Which dialog is open. */
  asked: 'import' | 'fetch' | null = $state(null);
  work: Work | null = $state.raw(null);
  problem: Problem | string | null = $state.raw(null);
  imported: Imported | null = $state.raw(null);
  readonly #app: App;
  #stop: AbortController | undefined;

  constructor(app: App) {
    this.#app = app;
  }

  open(dialog: 'import' | 'fetch'): void {
    this.problem = null;
    this.imported = null;
    this.asked = dialog;
  }

  /** Where the checkpoint lies then; null: it was stopped, or `problem` says why it is not there. */
  async fetch({ base, repository, subfolder }: Hub): Promise<string | null> {
    return this.#during(async (signal) => {
      const { machine } = await this.#app.services();
      const input = { base, repository, subfolder, revision: 'main' };
      for await (const event of await machine.downloadModel(input, { signal })) {
        if (event.event === 'done') return event.folder;
        const { doneBytes, totalBytes } = event;
        this.work = { kind: 'fetching', doneBytes, totalBytes, secondsLeft: null };
      }
      return null;
    });
  }

  async import(plan: { folder: string; id: string; precision: ModelPrecision; replace: boolean }): Promise<void> {
    this.imported = await this.#during(async (signal) => {
      const { machine } = await this.#app.services();
      for await (const event of await machine.importModel(plan, { signal })) {
        if (event.event === 'done') return { id: event.id, error: event.error };
        const { doneBytes, phase, secondsLeft, totalBytes } = event;
        this.work = { kind: phase, doneBytes, totalBytes, secondsLeft };
      }
      return null;
    });
    if (this.imported !== null) await this.#app.of(Machine).load();
  }

  stop(): void {
    this.#stop?.abort();
  }

  async #during<Result>(work: (signal: AbortSignal) => Promise<Result | null>): Promise<Result | null> {
    if (this.work !== null) return null;
    const { signal } = (this.#stop = new AbortController());
    this.problem = null;
    this.work = { kind: 'fetching', doneBytes: 0, totalBytes: 0, secondsLeft: null };
    try {
      return await work(signal);
    } catch (error) {
      if (!signal.aborted) this.problem = problemOf(error) ?? (error instanceof Error ? error.message : String(error));
      return null;
    } finally {
      this.work = null;
    }
  }
}
