/**
 * Lists videos in a project, in their places: folders become roots, files are videos below them. No video is opened: that
 * is done later, by need (observe.ts). One step takes all of it back.
 */
import type { Actor, Edit } from '../../document/edit.ts';
import type { RootId, StepId, VideoId } from '../../document/ids.ts';
import type { Problem } from '../../document/problem.ts';
import type { Root, Video } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { findVideos } from './find-videos.ts';
import type { FoundVideo } from './find-videos.ts';
import { NewRoots } from './new-roots.ts';
import { absolutePath } from './place.ts';
import { readBases } from './bases.ts';
import type { PlaceOf } from './bases.ts';
import { isSameFile, otherSpellings } from './spelling.ts';
import { countSidecars } from './sidecars.ts';
import type { SidecarCounts } from './sidecars.ts';

export interface AddPlan {
  /** Files and folders, as a person names them. */
  readonly named: readonly string[];
  readonly actor: Actor;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: AddProgress) => void) | undefined;
}

export interface AddProgress {
  readonly found: number;
  readonly added: number;
}

export interface Added {
  readonly added: number;
  /** Found, and listed already. */
  readonly known: number;
  readonly newRoots: readonly Root[];
  /** What was named or met and cannot be entered. */
  readonly problems: readonly { readonly path: string; readonly problem: Problem }[];
  /** Texts that lie beside the videos that are new. */
  readonly sidecars: SidecarCounts;
  readonly stopped: boolean;
}

/** A write is one transaction, and keeps whoever else writes waiting that long. */
const VIDEOS_A_WRITE = 5000;

/** What is listed already is not listed again. Stopped early, it keeps what it has added; the same again goes on. */
export async function addVideos(store: ProjectStore, plan: AddPlan): Promise<Added> {
  const { named, actor, signal, onProgress } = plan;
  const placeOf = await readBases([...store.all('root')], named);
  const tellEvery = (count: number): void => {
    if (count % VIDEOS_A_WRITE === 0) onProgress?.({ found: count, added: 0 });
  };
  const { videos, problems } = await findVideos(named, { signal, onFound: tellEvery });
  const list = new Listing(store, actor, placeOf);
  for (let from = 0; from < videos.length && !signal?.aborted; from += VIDEOS_A_WRITE) {
    list.write(videos.slice(from, from + VIDEOS_A_WRITE), videos.length);
    onProgress?.({ found: videos.length, added: list.added.length });
    // Whoever else waits in this process, such as a signal, is let in.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return {
    added: list.added.length,
    known: list.known,
    newRoots: list.roots.made,
    problems,
    sidecars: await countSidecars(list.added),
    stopped: signal?.aborted === true,
  };
}

class Listing {
  /** Absolute paths. */
  readonly added: string[] = [];
  known = 0;
  readonly roots: NewRoots;
  readonly #store: ProjectStore;
  readonly #actor: Actor;
  readonly #placeOf: PlaceOf;
  #step: StepId | undefined;

  constructor(store: ProjectStore, actor: Actor, placeOf: PlaceOf) {
    this.#store = store;
    this.roots = new NewRoots(store);
    this.#actor = actor;
    this.#placeOf = placeOf;
  }

  /** What is there is asked for in the same transaction, so two who add the same folder at once add it once. */
  write(found: readonly FoundVideo[], total: number): void {
    this.#store.transaction(() => {
      const edits: Edit[] = [];
      const listed = new Set<string>();
      for (const { path } of found) {
        const place = this.#placeOf(path);
        const rootId = this.roots.rootAt(place.root, edits);
        const key = `${rootId}/${place.path}`;
        if (listed.has(key) || this.#isListed(rootId, place)) {
          this.known++;
          continue;
        }
        listed.add(key);
        const id = this.#store.newId<VideoId>();
        const record: Video = { id, rootId, path: place.path, excluded: false, flag: null };
        edits.push({ do: 'create', type: 'video', record });
        this.added.push(path);
      }
      if (listed.size === 0) return;
      const step = this.#step === undefined ? {} : { step: this.#step };
      this.#step = this.#store.write(
        { actor: this.#actor, label: 'add-videos', detail: String(total), ...step },
        edits,
      ).id;
    });
  }

  #isListed(rootId: RootId, place: { readonly root: string; readonly path: string }): boolean {
    if (this.#store.findVideo(rootId, place.path)) return true;
    const at = (path: string): string => absolutePath({ path: place.root }, path);
    return otherSpellings(place.path).some(
      (path) => this.#store.findVideo(rootId, path) !== undefined && isSameFile(at(path), at(place.path)),
    );
  }
}
