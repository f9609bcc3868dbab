/** Which videos of a project a person means: those they name, those a query finds, or of both what is in both. */
import type { Video } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { namedVideos } from './named-videos.ts';

export interface Wanted {
  readonly named: readonly string[];
}

/** In natural order. Throws `video-not-listed`. */
export function wantedVideos(store: ProjectStore, { named }: Wanted): Video[] {
  return namedVideos(store, named);
}
