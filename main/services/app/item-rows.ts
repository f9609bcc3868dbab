/** Items as lists show them. */
import type { ItemRow } from '../../contract/texts.ts';
import type { ItemId, VideoId } from '../../document/ids.ts';
import type { ProjectStore } from '../../store/index.ts';

/** One, or none where it is gone. */
export function itemRow(store: ProjectStore, itemId: ItemId): [ItemRow] | undefined {
  const texts = store.itemTexts(itemId);
  if (texts === undefined) return undefined;
  const { segmentId, videoId } = texts.item;
  const segment = segmentId === null ? null : (store.get('segment', segmentId) ?? null);
  return [{ texts, segment, videoName: videoNameOf(store, videoId) ?? '' }];
}

/** The root's name and the path below it; null: it is gone. */
export function videoNameOf(store: ProjectStore, videoId: VideoId): string | null {
  const video = store.get('video', videoId);
  if (video === undefined) return null;
  return `${store.get('root', video.rootId)?.name ?? ''}/${video.path}`;
}
