/** Every migration, in the order of their versions, which count from 1 without a gap. */
import { migration0001 } from './0001-records-journal-observations.ts';
import { migration0002 } from './0002-turns.ts';
import { migration0003 } from './0003-run-sums.ts';
import { migration0004 } from './0004-longest.ts';
import type { Migration } from './migration.ts';

export type { Migration };
export const migrations: readonly Migration[] = [migration0001, migration0002, migration0003, migration0004];
