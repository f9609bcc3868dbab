/**
 * Says where a root is now, when a project has moved to another disk or system: once for all the videos below it. Knows
 * nothing of single videos that were moved.
 */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { updateOf } from '../../document/edit.ts';
import type { Actor } from '../../document/edit.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Root } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { absolutePath } from './place.ts';
import { spelledOnDisk } from './spelling.ts';

export interface MapPlan {
  /** The root's name, id or path. */
  readonly root: string;
  readonly path: string;
  readonly actor: Actor;
  /** Take it though none of its videos is there: its disk is not connected yet. */
  readonly anyway?: boolean | undefined;
}

export interface Mapped {
  readonly root: Root;
  readonly from: string;
  /** Videos that were looked for, and found. */
  readonly looked: number;
  readonly found: number;
}

/** As many as say for certain whether it is the right folder. */
const VIDEOS_LOOKED_FOR = 200;

/** Throws `root-unknown`, `root-path-taken`, `root-elsewhere`. */
export async function mapRoot(
  store: ProjectStore,
  { root: named, path: given, actor, anyway }: MapPlan,
): Promise<Mapped> {
  const root = findRoot(store, named);
  const path = resolve(given);
  const other = [...store.all('root')].find((one) => one.id !== root.id && one.path === path);
  if (other) throw new ProblemError({ code: 'root-path-taken', name: other.name, path });
  const { looked, found } = await look(store, { ...root, path });
  if (looked > 0 && found === 0 && !anyway) {
    throw new ProblemError({ code: 'root-elsewhere', name: root.name, path, looked });
  }
  const edit = updateOf('root', root, { path });
  if (edit) store.write({ actor, label: 'map-root', detail: root.name }, [edit]);
  return { root: { ...root, path }, from: root.path, looked, found };
}

function findRoot(store: ProjectStore, named: string): Root {
  const roots = [...store.all('root')];
  const root =
    roots.find(({ id }) => id === named) ??
    roots.find(({ name }) => name === named) ??
    roots.find(({ path }) => path === named || path === resolve(named));
  if (root) return root;
  const known = roots.map(({ name, path }) => `${name} (${path})`);
  throw new ProblemError({ code: 'root-unknown', name: named, known });
}

/** The first videos of the root, in natural order. */
async function look(store: ProjectStore, root: Root): Promise<{ readonly looked: number; readonly found: number }> {
  let [looked, found] = [0, 0];
  for (const video of store.all('video')) {
    if (video.rootId !== root.id) continue;
    if (looked === VIDEOS_LOOKED_FOR) break;
    looked++;
    const path = await spelledOnDisk(absolutePath(root, video.path));
    if (
      await stat(path).then(
        (one) => one.isFile(),
        () => false,
      )
    )
      found++;
  }
  return { looked, found };
}
