/** `panda stats`: every measure of a project, or of the items that a query chooses. */
import type { ProjectStore } from '../../store/index.ts';
import { measure } from './measure.ts';
import { readPersonNames, readSeenVideos } from './read.ts';
import type { StatsReport } from '../../document/measures/stats-report.ts';

export interface StatsWanted {
  /** Only the items that this query finds; null: all. */
  readonly only: string | null;
  /** Called with how many videos were gone through, now and then. */
  readonly onProgress?: (videos: number) => void;
}

const PROGRESS_EVERY = 500; // videos

/** Throws `query-unreadable`. */
export function readStats(store: ProjectStore, { only, onProgress }: StatsWanted): StatsReport {
  return measure({
    project: store.project,
    only,
    people: readPersonNames(store),
    videos: counted(readSeenVideos(store, only), onProgress),
  });
}

function* counted<Video>(videos: Iterable<Video>, onProgress: StatsWanted['onProgress']): Generator<Video> {
  let done = 0;
  for (const video of videos) {
    yield video;
    if (++done % PROGRESS_EVERY === 0) onProgress?.(done);
  }
}
