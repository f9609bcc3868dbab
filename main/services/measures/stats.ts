/** `panda stats`: every measure of a project, or of the items that a query chooses. */
import type { ProjectStore } from '../../store/index.ts';
import { measure } from './measure.ts';
import { readPersonNames, readSeenVideos } from './read.ts';
import type { StatsReport } from './report.ts';

export interface StatsWanted {
  /** Only the items that this query finds; null: all. */
  readonly only: string | null;
}

/** Throws `query-unreadable`. */
export function readStats(store: ProjectStore, { only }: StatsWanted): StatsReport {
  return measure({
    project: store.project,
    only,
    people: readPersonNames(store),
    videos: readSeenVideos(store, only),
  });
}
