/**
 * Whether a project is sound: the file itself, what points where, that each edit is as it was written and that the journal,
 * replayed, gives what the tables hold. Memory does not grow with the project.
 */
import { RECORD_TYPES } from '../document/records.ts';
import type { RecordType } from '../document/records.ts';
import type { Connection } from './connection.ts';
import { editFaults, journalFaults } from './replaying.ts';
import type { Counts, Fault, Looked } from './replaying.ts';
import { factFaults } from './search/index.ts';

export interface CheckReport {
  readonly sound: boolean;
  /** The first of what is wrong. */
  readonly faults: readonly Fault[];
  readonly steps: number;
  readonly edits: number;
  readonly records: Readonly<Record<RecordType, number>>;
}

/** How much of all that is to be read has been. */
export interface CheckProgress {
  readonly done: number;
  readonly of: number;
}

const FAULTS_LISTED = 100;
/** Of edits and items: often enough to be seen moving. */
const TOLD_EVERY = 1000;

/**
 * Reads all of the file, and tells now and then how far it is, so that whoever waits can say so, or stop. Throws
 * `project-damaged` where it cannot be read to its end.
 */
export function* checking(connection: Connection): Generator<CheckProgress, CheckReport> {
  const count = (table: string): number => Number(connection.get(`SELECT count(*) AS n FROM ${table}`)?.['n']);
  const records = Object.fromEntries(RECORD_TYPES.map((type) => [type, count(type)])) as Counts;
  const [steps, edits] = [count('step'), count('edit')];
  // Each edit is compared with its sum and then replayed; one that turns another round has no sum of its own.
  const of = count('edit WHERE body IS NOT NULL') + edits + records.item;
  const faults: Fault[] = [];
  let [done, told] = [0, 0];
  yield { done, of };
  for (const part of [fileFaults, editFaults, journalFaults, searchFaults]) {
    if (faults.length > 0) break; // what is built on it would not be understood
    for (const met of part(connection, records)) {
      if (!('looked' in met)) {
        faults.push(met);
        if (faults.length === FAULTS_LISTED) break;
        continue;
      }
      done += met.looked;
      if (done - told < TOLD_EVERY) continue;
      told = done;
      yield { done, of };
    }
  }
  return { sound: faults.length === 0, faults, steps, edits, records };
}

export function check(connection: Connection): CheckReport {
  const steps = checking(connection);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function* fileFaults(connection: Connection): Generator<Fault> {
  for (const row of connection.all('PRAGMA integrity_check')) {
    if (row['integrity_check'] !== 'ok') yield { in: 'file', detail: String(row['integrity_check']) };
  }
  for (const { table, parent } of connection.all('PRAGMA foreign_key_check')) {
    yield { in: 'pointers', detail: `a row of ${String(table)} points to no ${String(parent)}` };
  }
}

function* searchFaults(connection: Connection): Generator<Fault | Looked> {
  for (const detail of factFaults(connection)) yield detail === null ? { looked: 1 } : { in: 'search', detail };
}
