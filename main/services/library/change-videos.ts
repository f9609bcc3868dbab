/**
 * Leaves videos out of the work, takes them in again, and removes them with all that hangs on them. Files on the disk
 * stay as they are. Each is one step, so it is taken back as one.
 */
import { setImmediate } from 'node:timers/promises';
import type { RecordCounts } from '../../contract/library.ts';
import { updateOf } from '../../document/edit.ts';
import type { Actor, StepLabel } from '../../document/edit.ts';
import type { StepId } from '../../document/ids.ts';
import { RECORD_TYPES } from '../../document/records.ts';
import type { RecordType, Video } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';

/** A write is one transaction, and keeps whoever else writes waiting that long. */
const VIDEOS_A_WRITE = 2000;

/** Returns those that changed: excluded ones are left out of runs, queues and exports. */
export async function excludeVideos(
  store: ProjectStore,
  videos: readonly Video[],
  { excluded, actor }: { readonly excluded: boolean; readonly actor: Actor },
): Promise<Video[]> {
  const changed = videos.filter((video) => video.excluded !== excluded);
  const label = excluded ? 'exclude-videos' : 'include-videos';
  await updateVideos(store, changed, { actor, label, to: { excluded } });
  return changed;
}

/** Returns those that changed. Null takes the flag away. */
export async function flagVideos(
  store: ProjectStore,
  videos: readonly Video[],
  { flag, actor }: { readonly flag: string | null; readonly actor: Actor },
): Promise<Video[]> {
  const changed = videos.filter((video) => video.flag !== flag);
  await updateVideos(store, changed, { actor, label: 'flag', to: { flag } });
  return changed;
}

/** In one step, however many writes that takes; between them whoever else waits in this process is let in. */
async function updateVideos(
  store: ProjectStore,
  videos: readonly Video[],
  {
    to,
    ...by
  }: { readonly actor: Actor; readonly label: StepLabel; readonly to: Partial<Pick<Video, 'excluded' | 'flag'>> },
): Promise<void> {
  const change = { ...by, detail: String(videos.length), step: store.newId<StepId>() };
  for (let from = 0; from < videos.length; from += VIDEOS_A_WRITE) {
    // As it is by now: others may have changed it meanwhile.
    const edits = videos.slice(from, from + VIDEOS_A_WRITE).flatMap(({ id }) => {
      const video = store.get('video', id);
      return (video && updateOf('video', video, to)) ?? [];
    });
    if (edits.length > 0) store.write(change, edits);
    await setImmediate();
  }
}

/** What would go along, before anything does. */
export function countWithVideos(store: ProjectStore, videos: readonly Video[]): RecordCounts {
  const counts = new Map<RecordType, number>();
  for (const { id } of videos) {
    for (const { type } of store.dependents('video', id)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return inOrder(counts);
}

export function removeVideos(store: ProjectStore, videos: readonly Video[], actor: Actor): RecordCounts {
  const counts = new Map<RecordType, number>();
  if (videos.length === 0) return {};
  store.transaction(() => {
    const edits = videos.flatMap(({ id }) => store.dependents('video', id));
    for (const { type } of edits) counts.set(type, (counts.get(type) ?? 0) + 1);
    store.write({ actor, label: 'remove-videos', detail: String(videos.length) }, edits);
  });
  return inOrder(counts);
}

function inOrder(counts: ReadonlyMap<RecordType, number>): RecordCounts {
  return Object.fromEntries(RECORD_TYPES.flatMap((type) => (counts.has(type) ? [[type, counts.get(type)]] : [])));
}
