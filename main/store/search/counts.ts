/** How many items there are of each kind, track and status, from what is derived: no text is read. */
import type { Item } from '../../document/records.ts';
import type { Status } from '../../document/status.ts';
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
