/**
 * Leaves videos out of the work, takes them in again, and removes them with all that hangs on them. Files on the disk
 * stay as they are. Each is one step, so it is taken back as one.
 */
import type { RecordCounts } from '../../contract/library.ts';
import type { Actor, Edit } from '../../document/edit.ts';
import { RECORD_TYPES } from '../../document/records.ts';
import type { RecordType, Video } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';

/** Returns those that changed: excluded ones are left out of runs, queues and exports. */
export function excludeVideos(
  store: ProjectStore,
  videos: readonly Video[],
  { excluded, actor }: { readonly excluded: boolean; readonly actor: Actor },
): Video[] {
  const changed = videos.filter((video) => video.excluded !== excluded);
  const edits: Edit[] = changed.map(({ id }) => ({
    do: 'update',
    type: 'video',
    id,
    from: { excluded: !excluded },
    to: { excluded },
  }));
  const label = excluded ? 'exclude-videos' : 'include-videos';
  if (edits.length > 0) store.write({ actor, label, detail: String(edits.length) }, edits);
  return changed;
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
