/** One step of a project file from a version to the next. Knows nothing of when it is done. */
import type { DatabaseSync } from 'node:sqlite';

export interface Migration {
  /** Of the file once it is done. */
  readonly version: number;
  /** Within a transaction, with foreign keys off; they are checked at its end. */
  readonly lift: (database: DatabaseSync) => void;
}
