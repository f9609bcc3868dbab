/**
 * Finds videos again that were moved or renamed: by their content, never by their names. What could be meant in two ways
 * is listed and not guessed. Knows nothing of how a fingerprint is made.
 */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { updateOf } from '../../document/edit.ts';
import type { Relinked } from '../../contract/library.ts';
import type { Actor, Edit } from '../../document/edit.ts';
import type { Video } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { inOrder } from '../batch/in-order.ts';
import { readBases } from './bases.ts';
import type { PlaceOf } from './bases.ts';
import { findVideos } from './find-videos.ts';
import { readFingerprint } from './fingerprint.ts';
import { findMissing } from './missing.ts';
import type { Missing } from './missing.ts';
import { NewRoots } from './new-roots.ts';
import { observeVideo } from './observe.ts';

export interface RelinkPlan {
  /** Where to look, files and folders; none: the project's roots. */
  readonly named: readonly string[];
  readonly actor: Actor;
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: { readonly missing: number; readonly candidates: number }) => void) | undefined;
}

interface Candidate {
  readonly path: string;
  /** The video that is listed there, where there is one. */
  readonly listed: Video | undefined;
}

const READS_AT_ONCE = 8;

/** One step takes it back. Stopped early, it changes nothing. */
export async function relink(store: ProjectStore, plan: RelinkPlan): Promise<Relinked> {
  const { signal, onProgress } = plan;
  const wanted = new Map<string, Missing[]>();
  const unknown: string[] = [];
  for await (const one of findMissing(store, signal)) {
    const { fingerprint } = one.file;
    // Empty files are all alike.
    if (fingerprint === null || sizeOf(fingerprint) === 0) unknown.push(one.path);
    else listIn(wanted, fingerprint).push(one);
  }
  const roots = [...store.all('root')];
  const named = plan.named.length > 0 ? plan.named : roots.map(({ path }) => path);
  const placeOf = await readBases(roots, named);
  onProgress?.({ missing: wanted.size, candidates: 0 });
  const found =
    wanted.size === 0
      ? new Map<string, Candidate[]>()
      : await findCandidates(store, wanted, { named, placeOf, signal });

  const { moves, unmoved } = movesOf(store, wanted, found);
  const ambiguous: { paths: string[]; candidates: string[] }[] = [];
  const lost: string[] = [];
  for (const [fingerprint, missing] of unmoved) {
    const candidates = found.get(fingerprint) ?? [];
    const paths = missing.map(({ path }) => path);
    if (candidates.length > 0) ambiguous.push({ paths, candidates: candidates.map(({ path }) => path) });
    else lost.push(...missing.filter(({ file }) => file.state === 'missing').map(({ path }) => path));
  }
  if (!signal.aborted) await move(store, moves, placeOf, plan);
  return {
    moved: signal.aborted ? [] : moves.map(({ missing, to }) => ({ from: missing.path, to: to.path })),
    ambiguous,
    lost,
    unknown,
    stopped: signal.aborted,
  };
}

/** What can be meant in one way only. A place that is listed is free if its video goes elsewhere itself, or was never used. */
function movesOf(
  store: ProjectStore,
  wanted: ReadonlyMap<string, readonly Missing[]>,
  found: ReadonlyMap<string, readonly Candidate[]>,
): { readonly moves: Move[]; readonly unmoved: Map<string, readonly Missing[]> } {
  const going = new Set([...wanted.values()].flat().map(({ video }) => video.id));
  for (;;) {
    const isFree = ({ listed }: Candidate): boolean =>
      listed === undefined || going.has(listed.id) || isBare(store, listed);
    const moves: Move[] = [];
    const unmoved = new Map<string, readonly Missing[]>();
    for (const [fingerprint, missing] of wanted) {
      const pairs = pairsOf(missing, (found.get(fingerprint) ?? []).filter(isFree));
      if (pairs) moves.push(...pairs);
      else unmoved.set(fingerprint, missing);
    }
    const staying = [...unmoved.values()].flat().filter(({ video }) => going.delete(video.id));
    if (staying.length === 0) return { moves, unmoved };
  }
}

/** By fingerprint: only files of a size that is wanted are read. */
async function findCandidates(
  store: ProjectStore,
  wanted: ReadonlyMap<string, readonly Missing[]>,
  { named, placeOf, signal }: { named: readonly string[]; placeOf: PlaceOf; signal: AbortSignal },
): Promise<Map<string, Candidate[]>> {
  const sizes = new Set([...wanted.keys()].map(sizeOf));
  const rootIds = new Map([...store.all('root')].map(({ path, id }) => [path, id]));
  const work = async ({ path }: { readonly path: string }): Promise<[string, Candidate] | undefined> => {
    const size = await stat(path).then(
      (found) => found.size,
      () => -1,
    );
    const fingerprint = sizes.has(size) ? await readFingerprint(path).catch(() => undefined) : undefined;
    if (fingerprint === undefined || !wanted.has(fingerprint)) return undefined;
    const place = placeOf(path);
    const rootId = rootIds.get(place.root);
    const listed = rootId === undefined ? undefined : store.findVideo(rootId, place.path);
    // Its own place, after all: a file that has come back meanwhile.
    const isOwn = wanted.get(fingerprint)?.some(({ video }) => video.id === listed?.id) === true;
    return isOwn ? undefined : [fingerprint, { path, listed }];
  };
  const found = new Map<string, Candidate[]>();
  const { videos } = await findVideos(named, { signal });
  for await (const one of inOrder(videos, { atOnce: READS_AT_ONCE, work, signal })) {
    if (signal.aborted) break;
    if (one) listIn(found, one[0]).push(one[1]);
  }
  return found;
}

function sizeOf(fingerprint: string): number {
  return Number(fingerprint.split('-', 1)[0]);
}

function listIn<One>(lists: Map<string, One[]>, key: string): One[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

interface Move {
  readonly missing: Missing;
  readonly to: Candidate;
}

/** One for one; of several of the same content, each by the name it has kept. Undefined: it could be meant otherwise. */
function pairsOf(missing: readonly Missing[], candidates: readonly Candidate[]): Move[] | undefined {
  const [first] = missing;
  const [only] = candidates;
  if (missing.length !== candidates.length || first === undefined || only === undefined) return undefined;
  if (missing.length === 1) return [{ missing: first, to: only }];
  const byName = new Map(candidates.map((to) => [basename(to.path), to]));
  const pairs = missing.flatMap((one) => {
    const to = byName.get(basename(one.path));
    return to ? [{ missing: one, to }] : [];
  });
  const isOneForOne = new Set(pairs.map(({ to }) => to)).size === missing.length;
  return isOneForOne ? pairs : undefined;
}

/** Listed again at its new place, as adding the folder does, and nothing was done with it there. */
function isBare(store: ProjectStore, video: Video): boolean {
  return store.dependents('video', video.id).length === 1;
}

async function move(
  store: ProjectStore,
  moves: readonly Move[],
  placeOf: PlaceOf,
  { actor, signal }: RelinkPlan,
): Promise<void> {
  if (moves.length === 0) return;
  store.transaction(() => {
    const roots = new NewRoots(store);
    const going = new Set(moves.map(({ missing }) => missing.video.id));
    // Listed twice: the record that nothing was done with makes way.
    const edits: Edit[] = moves.flatMap(({ to: { listed } }) =>
      listed === undefined || going.has(listed.id) ? [] : store.dependents('video', listed.id),
    );
    for (const { missing, to } of moves) {
      const place = placeOf(to.path);
      const edit = updateOf('video', missing.video, { rootId: roots.rootAt(place.root, edits), path: place.path });
      if (edit) edits.push(edit);
    }
    store.write({ actor, label: 'move-videos', detail: String(moves.length) }, edits);
  });
  for (const { missing } of moves) {
    const video = store.get('video', missing.video.id);
    if (video) await observeVideo(store, video, { ffmpeg: null, signal });
  }
}
