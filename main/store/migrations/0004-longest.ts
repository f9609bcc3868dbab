/** The longest videos are found without sorting all of them. */
import type { Migration } from './migration.ts';

export const migration0004: Migration = {
  version: 4,
  lift: (database) =>
    database.exec('CREATE INDEX video_facts_longest ON video_facts (coalesce(duration_us, -1) DESC, video_id)'),
};
