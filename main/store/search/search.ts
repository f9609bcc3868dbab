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
import type { ProjectStore } from '../project-store.ts';
import { conditionOf, joined } from './condition.ts';
import type { Sql } from './comparing.ts';
import { orders, sorted } from './orders.ts';
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
}

export interface ItemsWanted extends PageWanted {
  /** By default by place: in the order of the videos, then of time. `doubt`: the greatest first. `newest`: made last. */
  readonly order?: ItemOrder;
  /** Further conditions that no search can ask. */
  readonly also?: Sql;
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
  const { query, limit, after = null, order: orderName = 'place', also } = wanted;
  const condition = joined([conditionOf(query, 'item'), ...(also ? [also] : [])], 'AND');
  const order = orders[orderName];
  // The plus keeps SQLite from walking by an index after all, past everything that is not wanted.
  const [from, by] = isMany(store, condition) ? [order.walked, order.by] : [sorted, `+${order.by}`];
  const key = after === null ? null : keyOf(after);
  const { text, values } = joined([condition, ...(key ? [order.after(key)] : [])], 'AND');
  const rows = store.database
    .prepare(
      `SELECT i.item_id, v.video_id, i.segment_id, v.name, i.from_us, i.dur_us, i.kind, i.status, i.review, i.doubt,
       ${order.key.map((column, n) => `${column} AS key${n}`).join(', ')}
       FROM ${from} WHERE ${text} ORDER BY ${by} LIMIT ?`,
    )
    .all(...values, limit);
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

/** In natural order of their roots and paths. */
export function searchVideos(store: ProjectStore, { query, limit, after = null }: PageWanted): Page<FoundVideo> {
  const condition = conditionOf(query, 'video');
  const seen: Sql | null =
    after === null ? null : { text: '(v.place, v.name, v.id) > (?, ?, ?)', values: keyOf(after) };
  const { text, values } = joined([condition, ...(seen ? [seen] : [])], 'AND');
  const rows = store.database
    .prepare(
      `SELECT v.video_id, v.name, v.duration_us, v.excluded, v.place AS key0, v.name AS key1, v.id AS key2
       FROM video_facts v WHERE ${text} ORDER BY v.place, v.name, v.id LIMIT ?`,
    )
    .all(...values, limit);
  return pageOf(rows, limit, (row) => ({
    videoId: row['video_id'] as VideoId,
    name: row['name'] as string,
    durationUs: row['duration_us'] as Us | null,
    excluded: row['excluded'] === 1,
  }));
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

function isMany(store: ProjectStore, { text, values }: Sql): boolean {
  const limited = `SELECT count(*) AS n FROM (SELECT 1 FROM item_facts i WHERE ${text} LIMIT ${MANY})`;
  return numberOf(store, limited, values) === MANY;
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
