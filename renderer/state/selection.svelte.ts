/** What the person is at: one video, perhaps a segment of it, perhaps one text. Knows ids only. */
import type { ItemId, SegmentId, VideoId } from '../../main/document/ids.ts';

export class Selection {
  videoId: VideoId | null = $state(null);
  /** Null: the whole video. */
  segmentId: SegmentId | null = $state(null);
  itemId: ItemId | null = $state(null);

  /** Another video begins without segment and text. */
  pick(to: {
    readonly videoId: VideoId;
    readonly segmentId?: SegmentId | null;
    readonly itemId?: ItemId | null;
  }): void {
    this.videoId = to.videoId;
    this.segmentId = to.segmentId ?? null;
    this.itemId = to.itemId ?? null;
  }

  clear(): void {
    this.videoId = null;
    this.segmentId = null;
    this.itemId = null;
  }
}
