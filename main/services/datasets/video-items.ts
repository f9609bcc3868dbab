/**
 * What a video has already, while records are brought in: each item answers to one record, so that a data set that is
 * brought in again finds its own items. Knows nothing of where records come from.
 */
import type { ItemId, SegmentId, VideoId } from '../../document/ids.ts';
import type { Item, Segment } from '../../document/records.ts';
import { normalised } from '../../document/status.ts';
import type { ItemTexts } from '../../document/status.ts';
import type { DatasetRecord } from '../../formats/index.ts';
import type { ProjectStore } from '../../store/index.ts';

interface Place {
  readonly segmentId: SegmentId | null;
  readonly track: string;
}

export class VideoItems {
  readonly #segments = new Map<string, SegmentId>();
  readonly #items: ItemTexts[];
  readonly #bankIds = new Set<string>();
  readonly #taken: Set<string>;

  /** `taken`: items that have their record. */
  constructor(store: ProjectStore, videoId: VideoId, taken: Set<string>) {
    for (const segment of store.list('segment', { videoId })) this.addSegment(segment);
    this.#items = store.videoTexts(videoId);
    for (const { item } of this.#items) if (item.kind === 'qa') this.takeBankId(item.segmentId, item.bankId);
    this.#taken = taken;
  }

  segment(tier: string, { fromUs, toUs }: { readonly fromUs: number; readonly toUs: number }): SegmentId | undefined {
    return this.#segments.get(segmentKey({ tier, fromUs, toUs }));
  }

  addSegment(segment: Pick<Segment, 'id' | 'tier' | 'fromUs' | 'toUs'>): void {
    const key = segmentKey(segment);
    if (!this.#segments.has(key)) this.#segments.set(key, segment.id);
  }

  /** The item that the record is of; it is no other record's afterwards. */
  take(record: DatasetRecord, place: Place): ItemTexts | undefined {
    const free = this.#items.filter(({ item }) => !this.#taken.has(item.id) && isOf(item, record, place));
    const found = free.find(({ item }) => item.id === record.id) ?? free[0];
    if (found) this.#taken.add(found.item.id);
    return found;
  }

  /** Made for a record. */
  keep(id: ItemId): void {
    this.#taken.add(id);
  }

  /** The id, where it is not taken by another question of this video or segment; from now on it is. */
  takeBankId(segmentId: SegmentId | null, bankId: string | null): string | null {
    const key = `${segmentId ?? ''} ${bankId}`;
    if (bankId === null || this.#bankIds.has(key)) return null;
    this.#bankIds.add(key);
    return bankId;
  }
}

function isOf(item: Item, { content }: DatasetRecord, { segmentId, track }: Place): boolean {
  if (item.segmentId !== segmentId) return false;
  if (item.kind === 'caption') return content.kind === 'caption' && item.track === track;
  return content.kind === 'qa' && normalised(item.question) === normalised(content.question);
}

function segmentKey({ tier, fromUs, toUs }: Pick<Segment, 'tier' | 'fromUs' | 'toUs'>): string {
  return `${fromUs} ${toUs} ${tier}`;
}
