/** How many items there are of each kind, track and status, in all or of a video, from what is derived: no text is read. */
import type { VideoId } from '../../document/ids.ts';
import type { Item } from '../../document/records.ts';
import type { Status } from '../../document/status.ts';
import type { Us } from '../../document/time.ts';
import type { ProjectStore } from '../project-store.ts';

export interface ItemCount {
  readonly kind: Item['kind'];
  /** Of captions; null for questions. */
  readonly track: string | null;
  readonly status: Status;
  readonly items: number;
}

/** By kind, track and status. */
export function countItems(store: ProjectStore): ItemCount[] {
  const rows = store.database
    .prepare('SELECT kind, track, status, count(*) AS items FROM item_facts GROUP BY 1, 2, 3 ORDER BY 1, 2, 3')
    .all();
  return rows.map(({ kind, track, status, items }) => ({ kind, track, status, items: Number(items) }) as ItemCount);
}

/** What is known of one item of a video. */
interface ItemGlance {
  readonly videoId: VideoId;
  readonly status: Status;
  readonly hasText: boolean;
  readonly isOfSegment: boolean;
  readonly fromUs: Us;
  readonly durationUs: Us | null;
}

/** Of these videos, in no order. */
export function glanceAtItems(store: ProjectStore, videoIds: readonly VideoId[]): ItemGlance[] {
  const rows = store.database
    .prepare(
      `SELECT v.video_id, i.status, i.has_text, i.segment_id IS NOT NULL AS of_segment, i.from_us, i.dur_us
       FROM json_each(?) wanted JOIN video_facts v ON v.video_id = wanted.value JOIN item_facts i ON i.video = v.id`,
    )
    .all(JSON.stringify(videoIds));
  return rows.map((row) => ({
    videoId: row['video_id'] as VideoId,
    status: row['status'] as Status,
    hasText: row['has_text'] === 1,
    isOfSegment: row['of_segment'] === 1,
    fromUs: Number(row['from_us']),
    durationUs: row['dur_us'] as Us | null,
  }));
}

/** The values there are in a project of what a search can ask for by a pattern; the most frequent first. */
export function valuesInUse(
  store: ProjectStore,
  field: 'track' | 'tier' | 'bank' | 'model' | 'run' | 'flag',
): string[] {
  const column = field === 'run' ? 'run_id' : field;
  const rows = store.database
    .prepare(
      `SELECT ${column} AS value FROM item_facts WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 50`,
    )
    .all();
  return rows.map(({ value }) => value as string);
}
