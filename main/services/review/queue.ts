/** What waits for a person, with as much of it as they may see. Knows nothing of what they say of it. */
import type { PersonId } from '../../document/ids.ts';
import { queryOf } from '../../document/query/index.ts';
import { countQueue, queueItems } from '../../store/index.ts';
import type { ItemOrder, ProjectStore, QueueName } from '../../store/index.ts';
import { listed } from '../search/find.ts';
import type { ListedItem } from '../search/find.ts';
import { taskOf } from './task.ts';

export interface QueueAsked {
  readonly queue: QueueName;
  readonly personId: PersonId;
  /** Only what it finds. */
  readonly query: string;
  /** By default the greatest doubt first. */
  readonly order?: ItemOrder;
  readonly limit: number;
  /** `next` of the page before. What was decided meanwhile is not in the way. */
  readonly after?: string | null;
}

export interface QueuePage {
  /** All that wait. */
  readonly count: number;
  readonly items: readonly ListedItem[];
  readonly next: string | null;
}

/** Throws `query-unreadable`. */
export function readQueue(store: ProjectStore, { query: text, ...asked }: QueueAsked): QueuePage {
  const query = queryOf(text);
  const { queue, personId } = asked;
  const { found, next } = queueItems(store, { ...asked, query });
  const items = found.map((item): ListedItem => {
    const whole = listed(store, item);
    if (queue === 'review') return whole;
    const task = taskOf(store, { itemId: item.itemId, personId, blind: queue === 'blind' });
    return { ...whole, text: task?.text ?? null };
  });
  return { count: countQueue(store, { queue, personId, query }), items, next };
}
