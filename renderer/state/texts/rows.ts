/** The order in which a video's texts stand in a list. Knows nothing of their words. */
import type { VideoDetail } from '../../../main/contract/index.ts';
import type { SegmentId } from '../../../main/document/ids.ts';
import type { Item, Segment } from '../../../main/document/records.ts';
import type { ItemTexts } from '../../../main/document/status.ts';

export interface TextRow {
  readonly texts: ItemTexts;
  /** Null: about the whole video. */
  readonly segment: Segment | null;
}

/** About the whole video first, then by time; `only`: of one segment. What is about the same stands as it was made. */
export function rowsOf(detail: VideoDetail, kind: Item['kind'], only: SegmentId | null = null): readonly TextRow[] {
  const segments = new Map(detail.segments.map((segment) => [segment.id, segment]));
  return detail.items
    .filter(({ item }) => item.kind === kind && (only === null || item.segmentId === only))
    .map((texts) => ({
      texts,
      segment: texts.item.segmentId === null ? null : (segments.get(texts.item.segmentId) ?? null),
    }))
    .sort((a, b) => startOf(a) - startOf(b) || endOf(a) - endOf(b));
}

function startOf({ segment }: TextRow): number {
  return segment?.fromUs ?? -1;
}

function endOf({ segment }: TextRow): number {
  return segment?.toUs ?? -1;
}
