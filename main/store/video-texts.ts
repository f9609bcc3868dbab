/** All of one video at once, for whoever goes through a whole project: a few statements a video instead of some an item. */
import type { ItemId, PersonId, VideoId } from '../document/ids.ts';
import type { Item, RecordOf } from '../document/records.ts';
import type { ItemTexts } from '../document/status.ts';
import type { Connection } from './connection.ts';
import { selectOf } from './reading.ts';
import { tableFor } from './tables/index.ts';

/** The items in the order in which they were made, the texts of each too. */
export function readVideoTexts(connection: Connection, videoId: VideoId): ItemTexts[] {
  const items = connection.all(`${selectOf('item')} WHERE r.video_id = ? ORDER BY r.id`, videoId);
  if (items.length === 0) return [];
  // What points is read before what it points to: another process may write in between.
  const reviews = byItem(connection, 'review', videoId);
  const responses = byItem(connection, 'response', videoId);
  const suggestions = byItem(connection, 'suggestion', videoId);
  return items.map((row) => {
    const item: Item = tableFor('item').decode(row);
    return {
      item,
      suggestions: suggestions.get(item.id) ?? [],
      responses: responses.get(item.id) ?? [],
      reviews: reviews.get(item.id) ?? [],
    };
  });
}

/** The time that a person was at an item, all of it together. */
export interface TimeAtItem {
  readonly personId: PersonId;
  readonly activeMs: number;
  /** Whether a suggestion was on the screen at any of that time. */
  readonly sawSuggestion: boolean;
}

export function readTimeAtItems(connection: Connection, videoId: VideoId): Map<ItemId, TimeAtItem[]> {
  const rows = connection.all(
    `SELECT a.item_id, a.person_id, sum(a.active_ms) AS active_ms, max(a.saw_suggestion) AS saw_suggestion
     FROM item i CROSS JOIN activity a ON a.item_id = i.id WHERE i.video_id = ?
     GROUP BY a.item_id, a.person_id ORDER BY a.item_id, a.person_id`,
    videoId,
  );
  const times = rows.map((row) => ({
    itemId: row['item_id'] as ItemId,
    time: {
      personId: row['person_id'] as PersonId,
      activeMs: Number(row['active_ms']),
      sawSuggestion: row['saw_suggestion'] === 1,
    },
  }));
  return new Map([...Map.groupBy(times, ({ itemId }) => itemId)].map(([id, own]) => [id, own.map(({ time }) => time)]));
}

function byItem<Type extends 'suggestion' | 'response' | 'review'>(
  connection: Connection,
  type: Type,
  videoId: VideoId,
): Map<ItemId, RecordOf[Type][]> {
  // The join is crossed so that SQLite goes from the items of the video to what hangs on them.
  const select = selectOf(type).replace(`FROM ${type} r`, `FROM item i CROSS JOIN ${type} r ON r.item_id = i.id`);
  const rows = connection.all(`${select} WHERE i.video_id = ? ORDER BY i.id, r.id`, videoId);
  return Map.groupBy(rows.map(tableFor(type).decode), ({ itemId }) => itemId);
}
