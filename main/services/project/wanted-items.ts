/** Which items of a project a query means. */
import type { ItemId } from '../../document/ids.ts';
import type { ProjectStore } from '../../store/index.ts';

/** Without a query: all of them. */
export function* wantedItems(store: ProjectStore): Generator<ItemId> {
  for (const { id } of store.all('item')) yield id;
}
