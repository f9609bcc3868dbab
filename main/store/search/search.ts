/**
 * Finds items and videos, counts them, and gives them in pages that go on after what was seen last, so that neither time
 * nor memory grows with how far one has come. Knows nothing of who asks.
 */
import type { SQLInputValue } from 'node:sqlite';
import type { ItemId, SegmentId, VideoId } from '../../document/ids.ts';
import type { Query } from '../../document/query/index.ts';
import type { Item, Verdict } from '../../document/records.ts';
import type { Status } from '../../document/status.ts';
import type { Us } from '../../document/time.ts';
import type { VideoOrder } from '../../document/video-order.ts';
import type { ProjectStore } from '../project-store.ts';
import { conditionOf, joined } from './condition.ts';
import type { Sql } from './comparing.ts';
import { orders, sorted, videoOrders } from './orders.ts';
import type { ItemOrder } from './orders.ts';

export interface FoundItem {
  readonly itemId: ItemId;
  readonly videoId: VideoId;
  readonly segmentId: SegmentId | null;
  /** The root's name and the path below it. */
  readonly videoName: string;
  /** Where in the video it begins; 0 for the whole video. */
  readonly fromUs: Us;
  /** Of the segment or the video; null: nobody has looked yet. */
  readonly durationUs: Us | null;
  readonly kind: Item['kind'];
  readonly status: Status;
  readonly review: Verdict | null;
  /** 0 to 1; 1 for junk; null: nothing is known. */
  readonly doubt: number | null;
}

export interface FoundVideo {
  readonly videoId: VideoId;
  readonly name: string;
  readonly durationUs: Us | null;
  readonly excluded: boolean;
}

export interface PageWanted {
  readonly query: Query;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | null;
  /** So many are passed over: for going anywhere in a list, at a cost that grows with it. */
  readonly skip?: number;
}

export interface VideosWanted extends PageWanted {
  /** By default by place: natural order of their roots and paths. */
  readonly order?: VideoOrder;
}

export interface ItemsWanted extends PageWanted {
  /** By default by place: in the order of the videos, then of time. `doubt`: the greatest first. `newest`: made last. */
  readonly order?: ItemOrder;
  /** Further conditions that no search can ask. */
  readonly also?: Sql;
}

/** Items that are walked in an order, and those of them that are wanted. */
export interface Walk {
  /** As `orders` have it: with an index in which they lie in that order. */
  readonly from: string;
  readonly by: string;
  readonly where: Sql;
}

export interface Page<Found> {
  readonly found: readonly Found[];
  /** Null: this was the last page. */
  readonly next: string | null;
}

export function countFoundItems(store: ProjectStore, query: Query): number {
  return countItemsWhere(store, conditionOf(query, 'item'));
}

export function countFoundVideos(store: ProjectStore, query: Query): number {
  const { text, values } = conditionOf(query, 'video');
  return numberOf(store, `SELECT count(*) AS n FROM video_facts v WHERE ${text}`, values);
}

export function searchItems(store: ProjectStore, wanted: ItemsWanted): Page<FoundItem> {
  const { query, order: orderName = 'place', also } = wanted;
  const where = joined([conditionOf(query, 'item'), ...(also ? [also] : [])], 'AND');
  const order = orders[orderName];
  const walked = { from: order.walked, by: order.by, where };
  return readItems(store, [isMoreThan(store, MANY, where) ? walked : sortedBy(orderName, where)], wanted);
}

/** For few found: all of them are read, and sorted. */
export function sortedBy(order: ItemOrder, where: Sql): Walk {
  // The plus keeps SQLite from walking by an index after all, past everything that is not wanted.
  return { from: sorted, by: `+${orders[order].by}`, where };
}

/** Several walks in the same order are one list. */
export function readItems(
  store: ProjectStore,
  walks: readonly Walk[],
  { limit, after = null, skip = 0, order: orderName = 'place' }: Omit<ItemsWanted, 'query' | 'also'>,
): Page<FoundItem> {
  const order = orders[orderName];
  const seen = after === null ? [] : [order.after(keyOf(after))];
  const keys = order.key.map((column, n) => `${column} AS key${n}`).join(', ');
  const parts = walks.map(({ from, where }) => {
    const { text, values } = joined([where, ...seen], 'AND');
    const columns =
      'i.item_id, v.video_id, i.segment_id, v.name, i.from_us, i.dur_us, i.kind, i.status, i.review, i.doubt';
    return { text: `SELECT ${columns}, ${keys} FROM ${from} WHERE ${text}`, values };
  });
  const [only] = walks;
  const by = walks.length === 1 && only ? only.by : order.byKey;
  const rows = store.database
    .prepare(`${parts.map(({ text }) => text).join(' UNION ALL ')} ORDER BY ${by} LIMIT ? OFFSET ?`)
    .all(...parts.flatMap(({ values }) => values), limit, skip);
  return pageOf(rows, limit, (row) => ({
    itemId: row['item_id'] as ItemId,
    videoId: row['video_id'] as VideoId,
    segmentId: row['segment_id'] as SegmentId | null,
    videoName: row['name'] as string,
    fromUs: row['from_us'] as Us,
    durationUs: row['dur_us'] as Us | null,
    kind: row['kind'] as Item['kind'],
    status: row['status'] as Status,
    review: row['review'] as Verdict | null,
    doubt: row['doubt'] as number | null,
  }));
}

export function searchVideos(
  store: ProjectStore,
  { query, limit, after = null, skip = 0, order: orderName = 'place' }: VideosWanted,
): Page<FoundVideo> {
  const condition = conditionOf(query, 'video');
  const order = videoOrders[orderName];
  const seen = after === null ? null : order.after(keyOf(after));
  const { text, values } = joined([condition, ...(seen ? [seen] : [])], 'AND');
  const rows = store.database
    .prepare(
      `SELECT v.video_id, v.name, v.duration_us, v.excluded,
       ${order.key.map((column, n) => `${column} AS key${n}`).join(', ')}
       FROM video_facts v WHERE ${text} ORDER BY ${order.by} LIMIT ? OFFSET ?`,
    )
    .all(...values, limit, skip);
  return pageOf(rows, limit, (row) => ({
    videoId: row['video_id'] as VideoId,
    name: row['name'] as string,
    durationUs: row['duration_us'] as Us | null,
    excluded: row['excluded'] === 1,
  }));
}

/** How many of those that a search finds come before a video in an order; null: it is not among them. */
export function placeOfVideo(
  store: ProjectStore,
  {
    query,
    order: orderName,
    videoId,
  }: { readonly query: Query; readonly order: VideoOrder; readonly videoId: VideoId },
): number | null {
  const condition = conditionOf(query, 'video');
  const order = videoOrders[orderName];
  const own = joined([condition, { text: 'v.video_id = ?', values: [videoId] }], 'AND');
  const key = store.database
    .prepare(`SELECT ${order.key.join(', ')} FROM video_facts v WHERE ${own.text}`)
    .get(...own.values);
  if (key === undefined) return null;
  const later = joined([condition, order.after(Object.values(key))], 'AND');
  const all = numberOf(store, `SELECT count(*) AS n FROM video_facts v WHERE ${condition.text}`, condition.values);
  const after = numberOf(store, `SELECT count(*) AS n FROM video_facts v WHERE ${later.text}`, later.values);
  return all - after - 1;
}

/** One after the other, by place, for any number. What is found must not be changed before the next one is asked for. */
export function* everyItem(store: ProjectStore, query: Query): Generator<FoundItem> {
  yield* everyOne((after) => searchItems(store, { query, limit: PAGE, after }));
}

/** One after the other, in natural order, for any number. */
export function* everyVideo(store: ProjectStore, query: Query): Generator<FoundVideo> {
  yield* everyOne((after) => searchVideos(store, { query, limit: PAGE, after }));
}

export function countItemsWhere(store: ProjectStore, { text, values }: Sql): number {
  return numberOf(store, `SELECT count(*) AS n FROM item_facts i WHERE ${text}`, values);
}

/** Stops counting there. */
export function isMoreThan(store: ProjectStore, number: number, { text, values }: Sql): boolean {
  const limited = `SELECT count(*) AS n FROM (SELECT 1 FROM item_facts i WHERE ${text} LIMIT ?)`;
  return numberOf(store, limited, [...values, number]) === number;
}

const PAGE = 5000;
/** More items than this are not sorted: all items are walked in their order until a page is full. */
const MANY = 20_000;

function* everyOne<Found>(read: (after: string | null) => Page<Found>): Generator<Found> {
  for (let after: string | null = null; ;) {
    const { found, next }: Page<Found> = read(after);
    yield* found;
    if (next === null) return;
    after = next;
  }
}

function numberOf(store: ProjectStore, sql: string, values: readonly SQLInputValue[]): number {
  return Number(store.database.prepare(sql).get(...values)?.['n']);
}

type Row = Record<string, unknown>;

function pageOf<Found>(rows: readonly Row[], limit: number, foundIn: (row: Row) => Found): Page<Found> {
  const last = rows.length < limit ? undefined : rows.at(-1);
  const key = last && Object.keys(last).flatMap((name) => (/^key\d$/.test(name) ? [last[name]] : []));
  return { found: rows.map(foundIn), next: key ? JSON.stringify(key) : null };
}

function keyOf(after: string): SQLInputValue[] {
  return JSON.parse(after) as SQLInputValue[];
}
