/** The orders in which found items are given, each with the key by which a page goes on. Knows no condition. */
import type { SQLInputValue } from 'node:sqlite';
import type { VideoOrder } from '../../document/video-order.ts';
import type { Sql } from './comparing.ts';

export const ITEM_ORDERS = ['place', 'doubt', 'newest'] as const;
export type ItemOrder = (typeof ITEM_ORDERS)[number];

interface Order {
  readonly key: readonly string[];
  readonly by: string;
  /** What comes after the item or video with this key. */
  readonly after: (key: readonly SQLInputValue[]) => Sql;
}

interface WalkedOrder extends Order {
  /**
   * For many found: everything is walked in this order until a page is full. SQLite, left alone, would rather look all of
   * them up for each video; `CROSS JOIN` says which comes first, and `INDEXED BY` how.
   */
  readonly walked: string;
  /** As `by`, of rows that have their key as `key0` and so on. */
  readonly byKey: string;
}

/** For few found: they are sorted. */
export const sorted = 'item_facts i CROSS JOIN video_facts v ON v.id = i.video';

/** What nothing is known of comes after everything that something is known of. */
const DOUBT = 'coalesce(i.doubt, -1)';

export const orders: Readonly<Record<ItemOrder, WalkedOrder>> = {
  place: {
    key: ['v.place', 'v.name', 'v.id', 'i.from_us', 'i.item_id'],
    by: 'v.place, v.name, v.id, i.from_us, i.item_id',
    // The first condition follows from the second, and is one that an index can answer.
    after: (key) => ({
      text: '(v.place, v.name, v.id) >= (?, ?, ?) AND (v.place, v.name, v.id, i.from_us, i.item_id) > (?, ?, ?, ?, ?)',
      values: [...key.slice(0, 3), ...key],
    }),
    walked:
      'video_facts v INDEXED BY video_facts_place CROSS JOIN item_facts i INDEXED BY item_facts_place ON i.video = v.id',
    byKey: 'key0, key1, key2, key3, key4',
  },
  doubt: {
    key: [DOUBT, 'i.item_id'],
    by: `${DOUBT} DESC, i.item_id`,
    after: (key) => ({
      text: `${DOUBT} <= ? AND (${DOUBT} < ? OR i.item_id > ?)`,
      values: [key[0] ?? null, ...key],
    }),
    walked: walkedBy('item_facts_doubt'),
    byKey: 'key0 DESC, key1',
  },
  newest: {
    key: ['i.item_id'],
    by: 'i.item_id DESC',
    after: (key) => ({ text: 'i.item_id < ?', values: [...key] }),
    walked: walkedBy('item_facts_item'),
    byKey: 'key0 DESC',
  },
};

export function walkedBy(index: string): string {
  return `item_facts i INDEXED BY ${index} CROSS JOIN video_facts v ON v.id = i.video`;
}

/** What nobody has looked at comes last. */
const DURATION = 'coalesce(v.duration_us, -1)';
/** Of what waits for a decision; a video in which nothing does comes last. */
const DOUBT_WAITING = 'coalesce(v.doubt, -1)';

export const videoOrders: Readonly<Record<VideoOrder, Order>> = {
  place: {
    key: ['v.place', 'v.name', 'v.id'],
    by: 'v.place, v.name, v.id',
    after: (key) => ({ text: '(v.place, v.name, v.id) > (?, ?, ?)', values: [...key] }),
  },
  newest: {
    key: ['v.video_id'],
    by: 'v.video_id DESC',
    after: (key) => ({ text: 'v.video_id < ?', values: [...key] }),
  },
  longest: greatestFirst(DURATION),
  doubt: greatestFirst(DOUBT_WAITING),
};

function greatestFirst(value: string): Order {
  return {
    key: [value, 'v.video_id'],
    by: `${value} DESC, v.video_id`,
    after: (key) => ({
      // The first condition follows from the second, and is one that an index can answer.
      text: `${value} <= ? AND (${value} < ? OR v.video_id > ?)`,
      values: [key[0] ?? null, ...key],
    }),
  };
}
