/** Records as they are now. Pages by key, so nothing is held open and memory does not grow with the project. */
import type { ItemId, RootId, VideoId } from '../document/ids.ts';
import { RECORD_TYPES } from '../document/records.ts';
import type { RecordOf, RecordType, Video } from '../document/records.ts';
import type { ItemTexts } from '../document/status.ts';
import type { Connection } from './connection.ts';
import { tableFor } from './tables/index.ts';

const PAGE = 1000;

/** Fields that point to what the records wanted belong to. */
export interface Where {
  readonly rootId?: string;
  readonly videoId?: string;
  readonly segmentId?: string;
  readonly itemId?: string;
  readonly personId?: string;
  readonly suggestionId?: string;
  readonly responseId?: string;
}

export function getRecord<Type extends RecordType>(
  connection: Connection,
  type: Type,
  id: string,
): RecordOf[Type] | undefined {
  const row = connection.get(`${selectOf(type)} WHERE r.id = ?`, id);
  return row && tableFor(type).decode(row);
}

/** In the order in which they were made. */
export function listRecords<Type extends RecordType>(
  connection: Connection,
  type: Type,
  where: Where,
): RecordOf[Type][] {
  const table = tableFor(type);
  const wanted = Object.entries(where) as [string, string][];
  const conditions = wanted.map(([field]) => {
    const pointer = table.pointers.find((one) => one.field === field);
    if (pointer === undefined) throw new TypeError(`${type} has no ${field}`);
    return `r.${pointer.column} = ?`;
  });
  const condition = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const rows = connection.all(`${selectOf(type)} ${condition} ORDER BY r.id`, ...wanted.map(([, id]) => id));
  return rows.map(table.decode);
}

/** In the order in which they were made; videos in the order of their roots' names and their paths. */
export function* allRecords<Type extends RecordType>(connection: Connection, type: Type): Generator<RecordOf[Type]> {
  if (type === 'video') {
    yield* allVideos(connection) as Generator<RecordOf[Type]>;
    return;
  }
  const { decode } = tableFor(type);
  for (let after = ''; ;) {
    const records = connection.all(`${selectOf(type)} WHERE r.id > ? ORDER BY r.id LIMIT ${PAGE}`, after).map(decode);
    yield* records;
    const last = records.at(-1);
    if (last === undefined || records.length < PAGE) return;
    after = last.id;
  }
}

export function countRecords(connection: Connection, type: RecordType): number {
  return Number(connection.get(`SELECT count(*) AS n FROM ${type}`)?.['n']);
}

export function readItemTexts(connection: Connection, itemId: ItemId): ItemTexts | undefined {
  // What points is read before what it points to: another process may write in between.
  const reviews = listRecords(connection, 'review', { itemId });
  const responses = listRecords(connection, 'response', { itemId });
  const suggestions = listRecords(connection, 'suggestion', { itemId });
  const item = getRecord(connection, 'item', itemId);
  return item && { item, suggestions, responses, reviews };
}

export interface VideoPage {
  /** The last one of the page before. */
  readonly after?: VideoId;
  readonly limit: number;
  readonly rootId?: RootId;
}

/** By the names of their roots, then by their paths, as a person counts. */
export function readVideoPage(connection: Connection, { after, limit, rootId }: VideoPage): Video[] {
  const { decode } = tableFor('video');
  const from = after === undefined ? undefined : connection.get('SELECT * FROM video WHERE id = ?', after);
  const videos: Video[] = [];
  const roots = rootId === undefined ? rootsInOrder(connection) : [rootId];
  const first = from === undefined ? 0 : Math.max(0, roots.indexOf(from['root_id'] as string));
  for (const [index, root] of roots.slice(first).entries()) {
    if (videos.length >= limit) break;
    const start = index === 0 && from !== undefined ? [from['natural'] ?? '', from['path'] ?? ''] : ['', ''];
    const rows = connection.all(
      `${selectOf('video')} WHERE r.root_id = ? AND (r.natural, r.path) > (?, ?) ORDER BY r.natural, r.path LIMIT ?`,
      root,
      ...start,
      limit - videos.length,
    );
    videos.push(...rows.map(decode));
  }
  return videos;
}

export function findVideo(connection: Connection, rootId: RootId, path: string): Video | undefined {
  const row = connection.get(`${selectOf('video')} WHERE r.root_id = ? AND r.path = ?`, rootId, path);
  return row && tableFor('video').decode(row);
}

/** The records of a type as `decode` of its table takes them, from `r`. */
export function selectOf(type: RecordType): string {
  return SELECTS[type];
}

const SELECTS = Object.fromEntries(
  RECORD_TYPES.map((type) => {
    const { columns, inJournal } = tableFor(type);
    if (inJournal) return [type, `SELECT e.body FROM ${type} r JOIN edit e ON e.n = r.edit`];
    const names = Object.values(columns).map((column) => `r.${column}`);
    return [type, `SELECT ${names.join(', ')} FROM ${type} r`];
  }),
) as Record<RecordType, string>;

function* allVideos(connection: Connection): Generator<Video> {
  for (let after: VideoId | undefined; ;) {
    const videos = readVideoPage(connection, { limit: PAGE, ...(after !== undefined && { after }) });
    yield* videos;
    after = videos.at(-1)?.id;
    if (after === undefined || videos.length < PAGE) return;
  }
}

function rootsInOrder(connection: Connection): string[] {
  return connection.all('SELECT id FROM root ORDER BY natural, name, id').map((row) => row['id'] as string);
}
