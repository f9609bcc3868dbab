/**
 * Whose turn it is: the items that wait for a person, for a second one who answers blind, or for a reviewer, narrowed by a
 * search and in its pages. Knows nothing of what a person is shown or does then.
 */
import type { PersonId } from '../../document/ids.ts';
import type { Query } from '../../document/query/index.ts';
import type { ProjectStore } from '../project-store.ts';
import type { Sql } from './comparing.ts';
import { conditionOf, joined } from './condition.ts';
import { orders, walkedBy } from './orders.ts';
import type { ItemOrder } from './orders.ts';
import { countItemsWhere, isMoreThan, readItems, searchItems, sortedBy } from './search.ts';
import type { FoundItem, ItemsWanted, Page, Walk } from './search.ts';
import { ANYBODY, SEVERAL, TO_REVIEW } from './turns.ts';

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
export function queueItems(store: ProjectStore, wanted: QueueWanted): Page<FoundItem> {
  const { order = 'doubt', personId, query, queue, ...page } = wanted;
  if (queue === 'blind') return searchItems(store, { ...page, order, query, also: waitingBlind(store, personId) });
  const turns = turnsOf(queue, personId);
  return readItems(store, walksOf(store, { turns, query, order }), { ...page, order });
}

export function countQueue(store: ProjectStore, { queue, personId, query }: Omit<QueueWanted, 'limit'>): number {
  const parts = queue === 'blind' ? [waitingBlind(store, personId)] : turnsOf(queue, personId);
  const found = conditionOf(query, 'item');
  return parts.reduce((sum, part) => sum + countItemsWhere(store, joined([part, found], 'AND')), 0);
}

/** What this person has said in a queue since then, and has not taken back. */
export function countDone(
  store: ProjectStore,
  { personId, queue, sinceMs }: Pick<QueueWanted, 'queue' | 'personId'> & { readonly sinceMs: number },
): number {
  const sql =
    queue === 'review'
      ? 'SELECT count(*) AS n FROM review WHERE person_id = ? AND made_at_ms >= ?'
      : `SELECT count(*) AS n FROM response WHERE person_id = ? AND decided_at_ms >= ? AND blind = ${queue === 'blind' ? 1 : 0}`;
  return Number(store.database.prepare(sql).get(personId, sinceMs)?.['n']);
}

/** Fewer than this are sorted: a walk might pass very many others before it found them. */
const FEW = 2000;

interface Walking {
  readonly turns: readonly Sql[];
  readonly query: Query;
  readonly order: ItemOrder;
}

function walksOf(store: ProjectStore, { order, query, turns }: Walking): Walk[] {
  const found = conditionOf(query, 'item');
  const all = joined([joined(turns, 'OR'), found], 'AND');
  const isWalked = (query.kind === 'all' && order !== 'place') || isMoreThan(store, FEW, all);
  if (!isWalked) return [sortedBy(order, all)];
  const from = WALKED[order];
  if (order === 'place') {
    const where = joined([{ text: 'v.waiting > 0', values: [] }, all], 'AND');
    return [{ from, by: orders.place.by, where }];
  }
  return turns.map((turn) => ({ from, by: orders[order].by, where: joined([turn, found], 'AND') }));
}

/** Within a turn items lie in the order; by place videos are walked, those alone in which something waits. */
const WALKED: Readonly<Record<ItemOrder, string>> = {
  place:
    'video_facts v INDEXED BY video_facts_waiting CROSS JOIN item_facts i INDEXED BY item_facts_place ON i.video = v.id',
  doubt: walkedBy('item_facts_turn_doubt'),
  newest: walkedBy('item_facts_turn_made'),
};

const GIVEN = 'SELECT 1 FROM assignment a WHERE a.item_id = i.item_id';
const ANSWERED = 'SELECT 1 FROM response r WHERE r.item_id = i.item_id AND r.person_id = ?';

/** What is in the queue, turn by turn. */
function turnsOf(queue: 'decide' | 'review', me: PersonId): Sql[] {
  if (queue === 'review') return [{ text: 'i.turn = ? AND i.person_id <> ?', values: [TO_REVIEW, me] }];
  const seesIt = {
    text: `i.some_blind = 0 OR NOT (EXISTS (${GIVEN} AND a.blind = 1 AND a.person_id = ?)
      OR EXISTS (${ANSWERED} AND r.blind = 1))`,
    values: [me, me],
  };
  const given = { text: `EXISTS (${GIVEN} AND a.blind = 0 AND a.person_id = ?)`, values: [me] };
  // SQLite would take few items to have the same turn, and pass over the index of what is searched for.
  const turn = (of: string): Sql => ({ text: 'likelihood(i.turn = ?, 0.5)', values: [of] });
  return [
    joined([turn(ANYBODY), seesIt], 'AND'),
    joined([turn(me), seesIt], 'AND'),
    joined([turn(SEVERAL), given, seesIt], 'AND'),
  ];
}

function waitingBlind(store: ProjectStore, me: PersonId): Sql {
  return {
    text: `i.video NOT IN (SELECT id FROM video_facts WHERE excluded = 1)
      AND i.status IN ('accepted', 'edited', 'written', 'rejected') AND i.person_id <> ?
      AND NOT EXISTS (${ANSWERED} AND (r.blind = 0 OR r.decision IS NOT NULL))
      AND (EXISTS (${GIVEN} AND a.blind = 1 AND a.person_id = ?) OR EXISTS (${ANSWERED})
        OR (i.second_at < ? AND i.has_blind = 0 AND NOT EXISTS (${GIVEN} AND a.blind = 1)))`,
    values: [me, me, me, me, store.project.doubleShare],
  };
}
