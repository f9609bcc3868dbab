/** What is derived from the records, so that they can be searched. */
import type { DatabaseSync } from 'node:sqlite';
import type { ItemId } from '../../document/ids.ts';

export { searchSchema } from './schema.ts';

/** Within the transaction that changed these items or what hangs on them; some may be gone. */
export function refreshItemFacts(_database: DatabaseSync, _itemIds: readonly ItemId[]): void {
  // Nothing is derived yet.
}
