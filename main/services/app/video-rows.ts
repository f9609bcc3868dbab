/** Videos as lists show them: with what is known of their files and texts. */
import type { VideoRow } from '../../contract/library.ts';
import type { VideoId } from '../../document/ids.ts';
import type { Status } from '../../document/status.ts';
import { coverage } from '../../document/measures/coverage.ts';
import type { ProjectStore } from '../../store/index.ts';
import { glanceAtItems } from '../../store/index.ts';

/** In the order of the ids; those that are gone are left out. */
export function videoRows(store: ProjectStore, videoIds: readonly VideoId[]): VideoRow[] {
  const roots = new Map(store.list('root').map(({ id, name }) => [id, name]));
  const glances = Map.groupBy(glanceAtItems(store, videoIds), ({ videoId }) => videoId);
  return videoIds.flatMap((videoId) => {
    const video = store.get('video', videoId);
    if (video === undefined) return [];
    const file = store.file(videoId);
    const items = glances.get(videoId) ?? [];
    const counts: Partial<Record<Status, number>> = {};
    for (const { status } of items) counts[status] = (counts[status] ?? 0) + 1;
    const durationUs = file.facts?.durationUs ?? null;
    return [{ video, rootName: roots.get(video.rootId) ?? '', file, counts, coverage: coverageOf(items, durationUs) }];
  });
}

function coverageOf(items: ReturnType<typeof glanceAtItems>, durationUs: number | null): number | null {
  if (durationUs === null || durationUs === 0) return null;
  const written = items.filter(({ hasText }) => hasText);
  if (written.some(({ isOfSegment }) => !isOfSegment)) return 1;
  const spans = written.map((item) => ({ fromUs: item.fromUs, toUs: item.fromUs + (item.durationUs ?? 0) }));
  return coverage(spans, durationUs);
}
