/**
 * Whether a project is sound: the file itself, what points where, that each edit is as it was written and that the journal,
 * replayed, gives what the tables hold. Memory does not grow with the project.
 */
import { RECORD_TYPES } from '../document/records.ts';
import type { RecordType } from '../document/records.ts';
import type { Connection } from './connection.ts';
import { editFaults, journalFaults } from './replaying.ts';
import type { Counts, Fault } from './replaying.ts';
import { factFaults } from './search/index.ts';

export interface CheckReport {
  readonly sound: boolean;
  /** The first of what is wrong. */
  readonly faults: readonly Fault[];
  readonly steps: number;
  readonly edits: number;
  readonly records: Readonly<Record<RecordType, number>>;
}

const FAULTS_LISTED = 100;

/** Reads all of the file. Throws `project-damaged` where it cannot be read to its end. */
export function check(connection: Connection): CheckReport {
  const faults: Fault[] = [];
  const records = Object.fromEntries(
    RECORD_TYPES.map((type) => [type, Number(connection.get(`SELECT count(*) AS n FROM ${type}`)?.['n'])]),
  ) as Counts;
  for (const part of [fileFaults, editFaults, journalFaults, searchFaults]) {
    if (faults.length > 0) break; // what is built on it would not be understood
    for (const fault of part(connection, records)) {
      faults.push(fault);
      if (faults.length === FAULTS_LISTED) break;
    }
  }
  const count = (table: string): number => Number(connection.get(`SELECT count(*) AS n FROM ${table}`)?.['n']);
  return { sound: faults.length === 0, faults, steps: count('step'), edits: count('edit'), records };
}

function* fileFaults(connection: Connection): Generator<Fault> {
  for (const row of connection.all('PRAGMA integrity_check')) {
    if (row['integrity_check'] !== 'ok') yield { in: 'file', detail: String(row['integrity_check']) };
  }
  for (const { table, parent } of connection.all('PRAGMA foreign_key_check')) {
    yield { in: 'pointers', detail: `a row of ${String(table)} points to no ${String(parent)}` };
  }
}

function* searchFaults(connection: Connection): Generator<Fault> {
  for (const detail of factFaults(connection)) yield { in: 'search', detail };
}
