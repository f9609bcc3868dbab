/** This machine as a person sees it: its models, what was found out about it, and its cache. Knows no component. */
import { SvelteMap } from 'svelte/reactivity';
import type { CacheState, ModelRow } from '../../main/contract/index.ts';
import type { Finding } from '../../main/document/finding.ts';
import type { Problem } from '../../main/document/problem.ts';
import type { App } from './app.svelte.ts';

/** Of a model whose every byte was read. */
export type Verified = 'reading' | 'whole' | Problem;

export class Machine {
  /** Null: not asked yet. */
  models: readonly ModelRow[] | null = $state.raw(null);
  folder = $state('');
  /** Null: nobody has looked. */
  findings: readonly Finding[] | null = $state.raw(null);
  examining = $state(false);
  cache: CacheState | null = $state.raw(null);
  readonly verified = new SvelteMap<string, Verified>();
  readonly chosen: ModelRow | null = $derived(this.models?.find(({ isChosen }) => isChosen) ?? null);
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  async load(): Promise<void> {
    const { machine } = await this.#app.services();
    const [models, folder] = await Promise.all([machine.models(), machine.modelsFolder()]);
    this.models = models;
    this.folder = folder;
  }

  async readCache(): Promise<void> {
    this.cache = await (await this.#app.services()).machine.cache();
  }

  async choose(id: string): Promise<void> {
    const { machine } = await this.#app.services();
    await machine.chooseModel({ id });
    this.models = await machine.models();
  }

  /** What is wrong comes to the model's row; what kept it from being looked at is thrown. */
  async verify(id: string): Promise<void> {
    this.verified.set(id, 'reading');
    try {
      const { machine } = await this.#app.services();
      this.verified.set(id, (await machine.verifyModel({ id })) ?? 'whole');
    } catch (error) {
      this.verified.delete(id);
      throw error;
    }
  }

  async examine(): Promise<void> {
    if (this.examining) return;
    this.examining = true;
    try {
      this.findings = await (await this.#app.services()).machine.examine();
    } finally {
      this.examining = false;
    }
  }

  async clearCache(): Promise<void> {
    this.cache = await (await this.#app.services()).machine.clearCache();
  }
}
