/** Finds the root of a path among those of a project, and makes one where there is none. Knows nothing of videos. */
import type { Edit } from '../../document/edit.ts';
import type { RootId } from '../../document/ids.ts';
import type { Root } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { nameOf } from './place.ts';

export class NewRoots {
  readonly made: Root[] = [];
  readonly #store: ProjectStore;
  readonly #ids = new Map<string, RootId>();

  constructor(store: ProjectStore) {
    this.#store = store;
  }

  /** Where it has to be made, that edit is added to `edits`, which are to be written in the transaction that is open. */
  rootAt(path: string, edits: Edit[]): RootId {
    const known = this.#ids.get(path);
    if (known) return known;
    const roots = [...this.#store.all('root'), ...this.made];
    const there = roots.find((root) => root.path === path);
    const root: Root = there ?? { id: this.#store.newId<RootId>(), name: freeName(roots, nameOf(path)), path };
    if (!there) {
      this.made.push(root);
      edits.push({ do: 'create', type: 'root', record: root });
    }
    this.#ids.set(path, root.id);
    return root.id;
  }
}

/** Two disks may both have a folder `videos`. */
function freeName(roots: readonly Root[], name: string): string {
  const taken = new Set(roots.map((root) => root.name));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} (${number})`;
  return free;
}
