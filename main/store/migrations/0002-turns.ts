/** Whose turn each item is, so that a queue is walked and counted by an index, and who decided what today. */
import { turnSchema } from '../search/turns.ts';
import type { Migration } from './migration.ts';

export const migration0002: Migration = {
  version: 2,
  lift: (database) => database.exec(turnSchema),
};
