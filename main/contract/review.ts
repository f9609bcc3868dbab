/** The review queue: which text a person looks at next, and how much there is left. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { ItemId } from '../document/ids.ts';
import { QUEUES } from '../document/queue.ts';
import { call, id, query } from './call.ts';
import type { ItemRow } from './texts.ts';
import type { VideoRow } from './library.ts';

/** One text, with all that is needed to show it. */
export interface QueueItem {
  /** Without what this person must not see: other people's texts in a blind answer. */
  readonly row: ItemRow;
  readonly video: VideoRow;
  /** `control`: it is shown without its suggestion, so that the time saved can be told. */
  readonly arm: 'suggestion' | 'control' | 'blind' | 'review';
}

export interface QueueCounts {
  readonly left: number;
  /** By this person, since midnight of the machine that serves, whatever the query; what was taken back is not in it. */
  readonly doneToday: number;
}

const queue = z.enum(QUEUES);

export const review = {
  /** The next ones for this person, the most doubtful first, but those that are `shown` already: to be loaded ahead. */
  next: call
    .input(
      z.strictObject({
        queue,
        query,
        order: z.enum(['doubt', 'place', 'newest']),
        shown: z.array(id<ItemId>()).max(1000),
        limit: z.int().min(1).max(50),
      }),
    )
    .output(type<readonly QueueItem[]>()),
  /** One, as it is now, whether it is in the queue or not; null: it is gone. */
  item: call.input(z.strictObject({ queue, itemId: id<ItemId>() })).output(type<QueueItem | null>()),
  counts: call.input(z.strictObject({ queue, query })).output(type<QueueCounts>()),
} as const;
