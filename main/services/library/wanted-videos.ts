/** Which videos of a project a person means: those they name, those that a query finds, or of both what is in both. */
import { queryOf } from '../../document/query/index.ts';
import type { Video } from '../../document/records.ts';
import { everyVideo } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { namedVideos } from './named-videos.ts';

export interface Wanted {
  readonly named: readonly string[];
  /** A query; null: what is named is all. */
  readonly only: string | null;
}

/** In natural order. Throws `video-not-listed`, `query-unreadable`. */
export function wantedVideos(store: ProjectStore, { named, only }: Wanted): Video[] {
  if (only === null) return namedVideos(store, named);
  const found = [...everyVideo(store, queryOf(only))].flatMap(({ videoId }) => store.get('video', videoId) ?? []);
  if (named.length === 0) return found;
  const ids = new Set(namedVideos(store, named).map(({ id }) => id));
  return found.filter(({ id }) => ids.has(id));
}
