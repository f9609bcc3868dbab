/** Which items of a project a query means. */
import type { ItemId } from '../../document/ids.ts';
import { queryOf } from '../../document/query/index.ts';
import { everyItem } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';

/** In the order of the videos, then of time. Throws `query-unreadable`. */
export function* wantedItems(store: ProjectStore, query: string): Generator<ItemId> {
  for (const { itemId } of everyItem(store, queryOf(query))) yield itemId;
}
