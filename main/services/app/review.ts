/** The review queue of the open project, for whoever calls. */
import type { QueueItem } from '../../contract/review.ts';
import { queryOf } from '../../document/query/index.ts';
import { countDone, countQueue, queueItems } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Base } from './base.ts';
import { personOf } from './context.ts';
import type { Desk } from './context.ts';
import { itemRow } from './item-rows.ts';
import { videoRows } from './video-rows.ts';
import { armOf, withoutHelp } from './visible-texts.ts';
import type { Queue } from '../../document/queue.ts';
import type { ItemId, PersonId } from '../../document/ids.ts';

export function reviewPart({ review: base }: Base, desk: Desk) {
  return base.router({
    next: base.next.handler(({ input, context }) => {
      const { store } = desk.project;
      const personId = personOf(desk, context).id;
      const { limit, order, queue, shown } = input;
      const seen = new Set(shown);
      const asked = { queue, personId, order, limit: limit + shown.length };
      const { found } = queueItems(store, { ...asked, query: queryOf(input.query) });
      const next = found.filter(({ itemId }) => !seen.has(itemId)).slice(0, limit);
      return next.flatMap(({ itemId }) => itemFor(store, { itemId, personId, queue }) ?? []);
    }),
    item: base.item.handler(({ input, context }) => {
      const personId = personOf(desk, context).id;
      return itemFor(desk.project.store, { ...input, personId }) ?? null;
    }),
    counts: base.counts.handler(({ input, context }) => {
      const { store } = desk.project;
      const personId = personOf(desk, context).id;
      const { queue } = input;
      const midnightMs = new Date().setHours(0, 0, 0, 0);
      return {
        left: countQueue(store, { queue, personId, query: queryOf(input.query) }),
        doneToday: countDone(store, { queue, personId, sinceMs: midnightMs }),
      };
    }),
  });
}

interface For {
  readonly itemId: ItemId;
  readonly personId: PersonId;
  readonly queue: Queue;
}

/** Without what this person must not see. */
function itemFor(store: ProjectStore, { itemId, personId, queue }: For): QueueItem | undefined {
  const [row] = itemRow(store, itemId) ?? [];
  if (row === undefined) return undefined;
  const [video] = videoRows(store, [row.texts.item.videoId]);
  if (video === undefined) return undefined;
  if (queue === 'review') return { row, video, arm: 'review' };
  const arm = queue === 'blind' ? 'blind' : armOf(store, row.texts, personId);
  if (arm === null) return { row, video, arm: 'suggestion' };
  return { row: { ...row, texts: withoutHelp(row.texts, { arm, personId }) }, video, arm };
}
