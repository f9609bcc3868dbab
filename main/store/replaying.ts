/**
 * Replays the journal: every edit is as it was written, fits those before it, and the last of a record leaves what the tables
 * hold. A record's edits are replayed by themselves, one record after the other, so memory does not grow with the project.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Edit } from '../document/edit.ts';
import { RECORD_TYPES } from '../document/records.ts';
import type { RecordOf, RecordType } from '../document/records.ts';
import type { Connection } from './connection.ts';
import { ENTRY, entryOf, sumOf } from './journal.ts';
import type { Entry } from './journal.ts';
import { getRecord } from './reading.ts';
import { unpack } from './packing.ts';
import { tableFor } from './tables/index.ts';
import type { Row } from './tables/index.ts';

export interface Fault {
  /** The file as SQLite sees it; what points where; edits against records; what is derived for searching. */
  readonly in: 'file' | 'pointers' | 'journal' | 'search';
  readonly detail: string;
}

/** Nothing is wrong with so many more edits or items. */
export interface Looked {
  readonly looked: number;
}

/** How many there are in the tables. */
export type Counts = Readonly<Record<RecordType, number>>;

const PAGE = 1000;

export function* editFaults(connection: Connection): Generator<Fault | Looked> {
  const sql = `SELECT n, body, sum FROM edit WHERE body IS NOT NULL AND n > ? ORDER BY n LIMIT ${PAGE}`;
  for (let after = 0; ;) {
    const rows = connection.all(sql, after);
    for (const { n, body, sum } of rows) {
      if (!isAsWritten(body, sum)) yield { in: 'journal', detail: `edit ${String(n)} is not as it was written` };
    }
    yield { looked: rows.length };
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)?.['n']);
  }
}

function isAsWritten(body: Row[string] | undefined, sum: Row[string] | undefined): boolean {
  try {
    return sumOf(unpack(body)) === sum;
  } catch {
    return false;
  }
}

export function* journalFaults(connection: Connection, records: Counts): Generator<Fault | Looked> {
  yield* stepFaults(connection);
  const living = new Map<RecordType, number>();
  for (const entries of entriesByRecord(connection)) {
    const { record, fault } = replay(entries);
    const [{ edit }] = entries;
    const id = edit.do === 'update' ? edit.id : edit.record.id;
    if (record !== undefined) living.set(edit.type, (living.get(edit.type) ?? 0) + 1);
    const detail = fault ?? difference(connection, { type: edit.type, id, record });
    if (detail !== undefined) yield { in: 'journal', detail: `${edit.type} ${id}: ${detail}` };
    yield { looked: entries.length };
  }
  for (const type of RECORD_TYPES) {
    const replayed = living.get(type) ?? 0;
    if (replayed === records[type]) continue;
    yield { in: 'journal', detail: `${replayed} of type ${type} by the journal, ${records[type]} in the table` };
  }
}

function* stepFaults(connection: Connection): Generator<Fault> {
  const wrong = connection.all(`SELECT seq FROM step s WHERE kind = 'do' AND undone <> coalesce(
    (SELECT kind = 'undo' FROM step t WHERE t.target = s.seq ORDER BY seq DESC LIMIT 1), 0)`);
  for (const { seq } of wrong) yield { in: 'journal', detail: `step ${String(seq)} is not marked as its undo has it` };
}

type Several<One> = [One, ...One[]];

function* entriesByRecord(connection: Connection): Generator<Several<Entry>> {
  const sql = `${ENTRY} WHERE (e.record_id, e.n) > (?, ?) ORDER BY e.record_id, e.n LIMIT ${PAGE}`;
  let group: Entry[] = [];
  let of = '';
  for (let last: [string, number] = ['', 0]; ;) {
    const rows = connection.all(sql, ...last);
    for (const row of rows) {
      if (row['record_id'] !== of && isSeveral(group)) {
        yield group;
        group = [];
      }
      of = row['record_id'] as string;
      group.push(entryOf(row));
    }
    if (rows.length < PAGE) break;
    last = [of, group.at(-1)?.n ?? 0];
  }
  if (isSeveral(group)) yield group;
}

function isSeveral<One>(list: One[]): list is Several<One> {
  return list.length > 0;
}

interface Replayed {
  /** Undefined: it does not exist at the end. */
  readonly record: RecordOf[RecordType] | undefined;
  readonly fault?: string;
}

function replay(entries: Several<Entry>): Replayed {
  let record: RecordOf[RecordType] | undefined;
  for (const { n, edit } of entries) {
    if (edit.type !== entries[0].edit.type || !fits(record, edit)) {
      return { record, fault: `edit ${n} does not fit those before it` };
    }
    if (edit.do === 'create') record = edit.record;
    else if (edit.do === 'remove') record = undefined;
    else record = { ...record, ...edit.to } as RecordOf[RecordType];
  }
  return { record };
}

function fits(record: RecordOf[RecordType] | undefined, edit: Edit): boolean {
  if (edit.do === 'create') return record === undefined;
  if (record === undefined) return false;
  if (edit.do === 'remove') return isDeepStrictEqual(record, edit.record);
  const before = Object.keys(edit.from).map((field) => [field, (record as unknown as Record<string, unknown>)[field]]);
  return isDeepStrictEqual(Object.fromEntries(before), edit.from);
}

function difference(
  connection: Connection,
  { type, id, record }: { readonly type: RecordType; readonly id: string; readonly record: Replayed['record'] },
): string | undefined {
  const row = connection.get(`SELECT * FROM ${type} WHERE id = ?`, id);
  if (record === undefined) return row === undefined ? undefined : 'it is there, and by the journal it is not';
  if (row === undefined) return 'it is not there, and by the journal it is';
  const encoded = tableFor(type).encode(record);
  const column = Object.keys(encoded).find((name) => encoded[name] !== row[name]);
  if (column !== undefined) return `its ${column} is another than the journal has`;
  return isDeepStrictEqual(getRecord(connection, type, id), record) ? undefined : 'it is another than the journal has';
}
