/** What the project holds of one video when a run comes to it. */
import type { SegmentId, VideoId } from '../../document/ids.ts';
import type { Item, Segment } from '../../document/records.ts';
import type { ItemTexts } from '../../document/status.ts';
import type { ProjectStore } from '../../store/index.ts';

export class Held {
  readonly #store: ProjectStore;
  readonly #items: readonly Item[];
  readonly #segments: readonly Segment[];

  constructor(store: ProjectStore, videoId: VideoId) {
    this.#store = store;
    this.#items = store.list('item', { videoId });
    this.#segments = store.list('segment', { videoId });
  }

  get hasItems(): boolean {
    return this.#items.length > 0;
  }

  /** By time. */
  segmentsOf(tier: string): Segment[] {
    const inTier = this.#segments.filter((segment) => segment.tier === tier);
    return inTier.sort((a, b) => a.fromUs - b.fromUs || a.toUs - b.toUs);
  }

  caption(track: string, segmentId: SegmentId | null): ItemTexts | undefined {
    return this.#texts((item) => item.kind === 'caption' && item.track === track && item.segmentId === segmentId);
  }

  answer(bankId: string, segmentId: SegmentId | null): ItemTexts | undefined {
    return this.#texts((item) => item.kind === 'qa' && item.bankId === bankId && item.segmentId === segmentId);
  }

  /** Questions that a model thought of. */
  proposed(segmentId: SegmentId | null): ItemTexts[] {
    return this.questions(segmentId)
      .filter(({ bankId }) => bankId === null)
      .flatMap(({ id }) => this.#store.itemTexts(id) ?? [])
      .filter(({ suggestions }) => suggestions.some(({ question }) => question !== null));
  }

  questions(segmentId: SegmentId | null) {
    return this.#items.flatMap((item) => (item.kind === 'qa' && item.segmentId === segmentId ? item : []));
  }

  #texts(isIt: (item: Item) => boolean): ItemTexts | undefined {
    const item = this.#items.find(isIt);
    return item && this.#store.itemTexts(item.id);
  }
}

/** Whether two items ask for one and the same text. */
export function isAboutSame(a: Item, b: Item): boolean {
  if (a.segmentId !== b.segmentId) return false;
  if (a.kind === 'caption') return b.kind === 'caption' && a.track === b.track;
  return b.kind === 'qa' && a.bankId !== null && a.bankId === b.bankId;
}
