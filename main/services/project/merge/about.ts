/** Which video and text a record is about, for whoever reads of it. */
import type { ItemId, VideoId } from '../../../document/ids.ts';
import type { RecordOf, RecordType } from '../../../document/records.ts';
import type { ProjectStore } from '../../../store/index.ts';

export function aboutText(store: ProjectStore, type: RecordType, record: RecordOf[RecordType]): string {
  if (type === 'item') return itemText(store, record.id as ItemId);
  if ('itemId' in record && record.itemId !== null) return itemText(store, record.itemId);
  if (type === 'video') return videoText(store, record.id as VideoId);
  if ('videoId' in record) return videoText(store, record.videoId);
  return 'name' in record ? record.name : type;
}

function itemText(store: ProjectStore, id: ItemId): string {
  const item = store.get('item', id);
  if (item === undefined) return id;
  return `${videoText(store, item.videoId)}, ${item.kind === 'caption' ? item.track : item.question}`;
}

function videoText(store: ProjectStore, id: VideoId): string {
  const video = store.get('video', id);
  if (video === undefined) return id;
  return `${store.get('root', video.rootId)?.name ?? ''}/${video.path}`;
}
