/**
 * Whose turn it is: the items that wait for a person, for a second one who answers blind, or for a reviewer, narrowed by a
 * search and in its pages. Knows nothing of what a person is shown or does then.
 */
import type { PersonId } from '../../document/ids.ts';
import type { ProjectStore } from '../project-store.ts';
import type { Sql } from './comparing.ts';
import { conditionOf, joined } from './condition.ts';
import { countItemsWhere, searchItems } from './search.ts';
import type { FoundItem, ItemsWanted, Page } from './search.ts';

/**
 * `decide`: not decided, or returned to this person, and not given to somebody else.
 * `blind`: decided by somebody else, and given to this person to be answered blind, or in the share that a second person
 * answers and nobody has begun to.
 * `review`: decided by somebody else, and not reviewed as it is now.
 */
export type QueueName = 'decide' | 'blind' | 'review';

export interface QueueWanted extends Omit<ItemsWanted, 'also'> {
  readonly queue: QueueName;
  readonly personId: PersonId;
}

/** By default the greatest doubt first. */
export function queueItems(store: ProjectStore, { queue, personId, ...wanted }: QueueWanted): Page<FoundItem> {
  return searchItems(store, { order: 'doubt', ...wanted, also: waitingFor(store, queue, personId) });
}

export function countQueue(store: ProjectStore, { queue, personId, query }: Omit<QueueWanted, 'limit'>): number {
  return countItemsWhere(store, joined([conditionOf(query, 'item'), waitingFor(store, queue, personId)], 'AND'));
}

const NOT_EXCLUDED = 'i.video NOT IN (SELECT id FROM video_facts WHERE excluded = 1)';
const UNDECIDED = "i.status IN ('todo', 'suggested', 'editing')";
const DECIDED = "i.status IN ('accepted', 'edited', 'written', 'rejected')";
const GIVEN = 'SELECT 1 FROM assignment a WHERE a.item_id = i.item_id';
const ANSWERED = 'SELECT 1 FROM response r WHERE r.item_id = i.item_id AND r.person_id = ?';

function waitingFor(store: ProjectStore, queue: QueueName, me: PersonId): Sql {
  switch (queue) {
    case 'decide':
      return {
        text: `${NOT_EXCLUDED} AND (${UNDECIDED} OR (i.review = 'returned' AND i.person_id = ?))
          AND (NOT EXISTS (${GIVEN} AND a.blind = 0) OR EXISTS (${GIVEN} AND a.blind = 0 AND a.person_id = ?))
          AND NOT EXISTS (${GIVEN} AND a.blind = 1 AND a.person_id = ?) AND NOT EXISTS (${ANSWERED} AND r.blind = 1)`,
        values: [me, me, me, me],
      };
    case 'blind':
      return {
        text: `${NOT_EXCLUDED} AND ${DECIDED} AND i.person_id <> ?
          AND NOT EXISTS (${ANSWERED} AND (r.blind = 0 OR r.decision IS NOT NULL))
          AND (EXISTS (${GIVEN} AND a.blind = 1 AND a.person_id = ?) OR EXISTS (${ANSWERED})
            OR (i.second_at < ? AND i.has_blind = 0 AND NOT EXISTS (${GIVEN} AND a.blind = 1)))`,
        values: [me, me, me, me, store.project.doubleShare],
      };
    case 'review':
      return { text: `${NOT_EXCLUDED} AND ${DECIDED} AND i.review IS NULL AND i.person_id <> ?`, values: [me] };
  }
}
