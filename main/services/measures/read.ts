/** Reads from a project file what the measures are shown, a video at a time. */
import type { ItemId } from '../../document/ids.ts';
import { standingOf } from '../../document/status.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { PersonNames, SeenVideo } from './seen.ts';

/** In the natural order of the videos; `chosen`: only these items, and only the videos that have one. */
export function* readSeenVideos(store: ProjectStore, chosen: ReadonlySet<ItemId> | null): Generator<SeenVideo> {
  for (const video of store.all('video')) {
    const texts = store.videoTexts(video.id).filter(({ item }) => chosen?.has(item.id) ?? true);
    if (chosen !== null && texts.length === 0) continue;
    const times = texts.length === 0 ? null : store.timeAtItems(video.id);
    const segmented = texts.some(({ item }) => item.segmentId !== null);
    const segments = segmented ? store.list('segment', { videoId: video.id }) : [];
    const comments = store.list('comment', { videoId: video.id });
    yield {
      video,
      durationUs: store.file(video.id).facts?.durationUs ?? null,
      segments: new Map(segments.map((segment) => [segment.id, segment])),
      items: texts.map((one) => ({
        texts: one,
        standing: standingOf(one),
        active: times?.get(one.item.id) ?? [],
      })),
      comments: chosen === null ? comments : comments.filter(({ itemId }) => itemId !== null && chosen.has(itemId)),
    };
  }
}

export function readPersonNames(store: ProjectStore): PersonNames {
  return new Map(store.list('person').map(({ id, name }) => [id, name]));
}
