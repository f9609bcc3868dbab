/**
 * Whether everything that was typed and decided is kept. What fails stays visibly unsaved and is tried again until it is
 * kept. Knows nothing of what is saved.
 */
import { SvelteMap } from 'svelte/reactivity';
import { problemOf } from '../connection/connection.svelte.ts';
import type { Problem } from '../../main/document/problem.ts';

const RETRY_MS = 2000;

type Work = () => Promise<unknown>;

/** Whether the services can be reached at the moment. */
interface Reach {
  readonly online: boolean;
}

export class Saving {
  readonly #reach: Reach;
  readonly #work = new SvelteMap<string, Work>();
  readonly #troubles = new SvelteMap<string, Problem | 'cut'>();
  /** Why something could not be kept so far; `cut`: the services could not be reached. */
  readonly trouble: Problem | 'cut' | null = $derived.by(() => {
    const [first] = this.#troubles.values();
    return first ?? (this.#work.size > 0 && !this.#reach.online ? 'cut' : null);
  });
  readonly state: 'saved' | 'saving' | 'failed' = $derived(
    this.trouble !== null ? 'failed' : this.#work.size > 0 ? 'saving' : 'saved',
  );
  readonly #busy = new Map<string, Promise<void>>();
  readonly #begun = new WeakMap<Work, Promise<unknown>>();
  readonly #patient = new Set<() => void>();

  constructor(reach: Reach = { online: true }) {
    this.#reach = reach;
  }

  /**
   * Does `work` now, or after what is being done under the same name (`text:ITEM`); of several that wait, only the newest
   * is done. Resolves when it is kept.
   */
  async keep(name: string, work: Work): Promise<void> {
    this.#work.set(name, work);
    const busy = this.#busy.get(name) ?? this.#run(name);
    this.#busy.set(name, busy);
    return busy;
  }

  /** Whether something under this name is not kept yet. */
  has(name: string): boolean {
    return this.#work.has(name);
  }

  /** Gives up what waits under a name: the person said so. */
  drop(name: string): void {
    this.#work.delete(name);
    this.#troubles.delete(name);
  }

  /** What holds something back for a moment is told when it must not. Returns what ends that. */
  onHurry(listener: () => void): () => void {
    this.#patient.add(listener);
    return () => this.#patient.delete(listener);
  }

  /** Nothing is held back any longer. */
  hurry(): void {
    for (const listener of [...this.#patient]) listener();
  }

  /** The page goes, and no answer will be heard: all is sent now, also what waits for what is on its way. */
  part(): void {
    this.hurry();
    // What fails is tried again by whoever waits for it, if the page stays after all.
    for (const work of this.#work.values()) this.#begin(work).catch(() => undefined);
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values());
  }

  async #run(name: string): Promise<void> {
    for (let work = this.#work.get(name); work !== undefined; work = this.#work.get(name)) {
      try {
        await this.#begin(work);
        if (this.#work.get(name) === work) this.#work.delete(name);
        this.#troubles.delete(name);
      } catch (error) {
        this.#begun.delete(work);
        this.#troubles.set(name, problemOf(error) ?? 'cut');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    this.#busy.delete(name);
  }

  async #begin(work: Work): Promise<unknown> {
    const begun = this.#begun.get(work) ?? work();
    this.#begun.set(work, begun);
    return begun;
  }
}
