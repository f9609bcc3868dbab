/** All actions and the keys they have now. Knows nothing of what an action does. */
import type { KeyName } from '../keys/key.ts';
import type { App } from '../state/app.svelte.ts';
import type { Settings } from '../state/settings.svelte.ts';
import type { Action } from './action.ts';
import { keySets } from './key-sets.ts';

/** Two or more actions that came to the same key by a person's choice; who shares one by design is not among them. */
export interface Conflict {
  readonly key: KeyName;
  readonly actions: readonly Action[];
}

export class Actions {
  readonly all: readonly Action[];
  readonly #settings: Settings;
  readonly #byId: ReadonlyMap<string, Action>;
  readonly #byKey: ReadonlyMap<KeyName, readonly Action[]> = $derived.by(() => this.#index());
  readonly conflicts: readonly Conflict[] = $derived.by(() => this.#findConflicts());

  constructor(all: readonly Action[], settings: Settings) {
    this.all = all;
    this.#settings = settings;
    this.#byId = new Map(all.map((action) => [action.id, action]));
  }

  get(id: string): Action | undefined {
    return this.#byId.get(id);
  }

  keysOf(action: Action): readonly KeyName[] {
    return this.#settings.keys[action.id] ?? keySets[this.#settings.keySet][action.id] ?? action.keys;
  }

  /** Who may have this key, the first first. */
  of(key: KeyName): readonly Action[] {
    return this.#byKey.get(key) ?? [];
  }

  mayRun(action: Action, app: App): boolean {
    return action.when?.(app) ?? true;
  }

  /** What the palette offers now. */
  offered(app: App): readonly Action[] {
    return this.all.filter((action) => action.unlisted !== true && this.mayRun(action, app));
  }

  rebind(action: Action, keys: readonly KeyName[]): void {
    this.#settings.keys = { ...this.#settings.keys, [action.id]: [...keys] };
  }

  /** The keys of the set again. */
  restore(action: Action): void {
    this.#settings.keys = Object.fromEntries(Object.entries(this.#settings.keys).filter(([id]) => id !== action.id));
  }

  #index(): ReadonlyMap<KeyName, readonly Action[]> {
    const bound = this.all.flatMap((action) => this.keysOf(action).map((key) => ({ key, action })));
    return new Map([...Map.groupBy(bound, ({ key }) => key)].map(([key, of]) => [key, of.map(({ action }) => action)]));
  }

  #findConflicts(): readonly Conflict[] {
    return [...this.#byKey]
      .filter(([, actions]) => actions.some((one, at) => !actions.slice(at + 1).every((other) => mayShare(one, other))))
      .map(([key, actions]) => ({ key, actions }));
  }
}

/** They have a key in common from the beginning, so whoever wrote them saw to it that only one may act at a time. */
function mayShare(one: Action, other: Action): boolean {
  return one.keys.some((key) => other.keys.includes(key));
}
