/** What a search finds, for showing: counted, and the first of it with its texts. Knows nothing of where it is shown. */
import { queryOf } from '../../document/query/index.ts';
import { standingOf } from '../../document/status.ts';
import { countFoundItems, countFoundVideos, searchItems, searchVideos } from '../../store/index.ts';
import type { FoundItem, FoundVideo, ItemOrder, ProjectStore } from '../../store/index.ts';

export interface ListedItem extends FoundItem {
  /** Of a qa. */
  readonly question: string | null;
  /** What stands; null: nothing yet. */
  readonly text: string | null;
}

export interface FoundItems {
  /** All there are. */
  readonly count: number;
  readonly items: readonly ListedItem[];
  /** Goes on after these; null: these were the last. */
  readonly next: string | null;
}

export interface FoundVideos {
  readonly count: number;
  readonly videos: readonly FoundVideo[];
  readonly next: string | null;
}

export interface FindWanted {
  readonly limit: number;
  readonly order?: ItemOrder;
  /** `next` of the page before. */
  readonly after?: string | null;
}

/** Throws `query-unreadable`. */
export function findItems(store: ProjectStore, text: string, wanted: FindWanted): FoundItems {
  const query = queryOf(text);
  const { found, next } = searchItems(store, { query, ...wanted });
  return { count: countFoundItems(store, query), items: found.map((item) => listed(store, item)), next };
}

/** Throws `query-unreadable`. */
export function findVideosBy(store: ProjectStore, text: string, { limit, after }: FindWanted): FoundVideos {
  const query = queryOf(text);
  const { found, next } = searchVideos(store, { query, limit, after: after ?? null });
  return { count: countFoundVideos(store, query), videos: found, next };
}

export function listed(store: ProjectStore, found: FoundItem): ListedItem {
  const texts = store.itemTexts(found.itemId);
  const question = texts?.item.kind === 'qa' ? texts.item.question : null;
  return { ...found, question, text: texts === undefined ? null : standingOf(texts).text };
}
