/** Reads from a project file what the measures are shown, a video at a time: memory does not grow with the project. */
import { queryOf } from '../../document/query/index.ts';
import type { ItemId, VideoId } from '../../document/ids.ts';
import type { Video } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import { everyItem } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { PersonNames, SeenVideo } from './seen.ts';

/** In the natural order of the videos. With a query only the items that it finds, and their videos. Throws `query-unreadable`. */
export function* readSeenVideos(store: ProjectStore, only: string | null): Generator<SeenVideo> {
  if (only === null) {
    for (const video of store.all('video')) yield readSeenVideo(store, video, null);
    return;
  }
  for (const { videoId, items } of readChosen(store, only)) {
    const video = store.get('video', videoId);
    if (video !== undefined) yield readSeenVideo(store, video, items);
  }
}

export function readPersonNames(store: ProjectStore): PersonNames {
  return new Map(store.list('person').map(({ id, name }) => [id, name]));
}

interface Chosen {
  readonly videoId: VideoId;
  readonly items: ReadonlySet<ItemId>;
}

/** What is found comes video by video. */
function* readChosen(store: ProjectStore, only: string): Generator<Chosen> {
  let here: { videoId: VideoId; items: Set<ItemId> } | undefined;
  for (const { videoId, itemId } of everyItem(store, queryOf(only))) {
    if (here?.videoId !== videoId) {
      if (here !== undefined) yield here;
      here = { videoId, items: new Set() };
    }
    here.items.add(itemId);
  }
  if (here !== undefined) yield here;
}

function readSeenVideo(store: ProjectStore, video: Video, chosen: ReadonlySet<ItemId> | null): SeenVideo {
  const texts = store.videoTexts(video.id).filter(({ item }) => chosen?.has(item.id) ?? true);
  const times = texts.length === 0 ? null : store.timeAtItems(video.id);
  const segmented = texts.some(({ item }) => item.segmentId !== null);
  const segments = segmented ? store.list('segment', { videoId: video.id }) : [];
  const comments = store.list('comment', { videoId: video.id });
  return {
    video,
    durationUs: store.file(video.id).facts?.durationUs ?? null,
    segments: new Map(segments.map((segment) => [segment.id, segment])),
    items: texts.map((one) => ({ texts: one, standing: standingOf(one), active: times?.get(one.item.id) ?? [] })),
    comments: chosen === null ? comments : comments.filter(({ itemId }) => itemId !== null && chosen.has(itemId)),
  };
}
