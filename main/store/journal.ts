/** Steps and their edits, as they stand in the file. Knows nothing of what an edit does. */
import { crc32 } from 'node:zlib';
import { inverse } from '../document/edit.ts';
import type { Actor, Edit, Step, StepLabel } from '../document/edit.ts';
import type { PersonId, StepId } from '../document/ids.ts';
import type { RecordType } from '../document/records.ts';
import type { Connection } from './connection.ts';
import { pack, unpack } from './packing.ts';
import type { Row } from './tables/index.ts';

const PAGE = 1000;

/** The step in which the project itself was made; it is not taken back. */
export const FIRST_STEP = 1;

/** An edit where it stands in the journal. */
export interface Entry {
  /** In the order in which the project changed, from 1. */
  readonly n: number;
  /** The step's `seq`. */
  readonly step: number;
  readonly edit: Edit;
  /** The entry that holds its body: itself, unless it took another back or did it again. */
  readonly bodyAt: number;
}

/** An edit with the step that it is part of. */
export interface Changed {
  readonly n: number;
  readonly step: Step;
  readonly edit: Edit;
}

export interface NewStep {
  readonly id: StepId;
  readonly actor: Actor;
  readonly label: StepLabel;
  readonly detail: string | null;
  readonly atMs: number;
  readonly kind: Step['kind'];
  readonly target: number | null;
}

export function insertStep(connection: Connection, { id, actor, label, detail, atMs, kind, target }: NewStep): Step {
  const { personId, model, runId } = actor;
  const seq = connection.run(
    `INSERT INTO step (id, person_id, model, run_id, label, detail, at_ms, kind, target, undone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
    ...[id, personId, model, runId, label, detail, atMs, kind, target],
  );
  return { seq, id, actor, label, detail, atMs, kind, target, undone: false };
}

/** Returns the number of the entry. */
export function insertEdit(connection: Connection, step: number, edit: Edit): number {
  const recordId = edit.do === 'update' ? edit.id : edit.record.id;
  const body = JSON.stringify(edit.do === 'update' ? [edit.from, edit.to] : edit.record);
  return connection.run(
    'INSERT INTO edit (step, "do", type, record_id, body, sum, "of", turned) VALUES (?, ?, ?, ?, ?, ?, NULL, 0)',
    ...[step, edit.do, edit.type, recordId, pack(body), sumOf(body)],
  );
}

/** By which a body that the disk changed is known: SQLite has no sums of its own. */
export function sumOf(body: string): number {
  return crc32(body);
}

/** An edit that is another one again, or its inverse: it has that one's body. */
export function insertAgain(
  connection: Connection,
  step: number,
  { edit, of, turned }: { readonly edit: Edit; readonly of: number; readonly turned: boolean },
): void {
  connection.run(
    'INSERT INTO edit (step, "do", type, record_id, body, sum, "of", turned) VALUES (?, ?, ?, ?, NULL, NULL, ?, ?)',
    ...[step, edit.do, edit.type, edit.do === 'update' ? edit.id : edit.record.id, of, turned ? 1 : 0],
  );
}

export function stepById(connection: Connection, id: StepId): Step | undefined {
  const row = connection.get('SELECT * FROM step WHERE id = ?', id);
  return row && stepOf(row);
}

export function stepAt(connection: Connection, seq: number): Step | undefined {
  const row = connection.get('SELECT * FROM step WHERE seq = ?', seq);
  return row && stepOf(row);
}

export interface StepPage {
  /** Those that began before this one; without it, the newest. */
  readonly before?: number;
  readonly limit: number;
  readonly personId?: PersonId;
}

/** The newest first. */
export function readSteps(connection: Connection, { before, limit, personId }: StepPage): Step[] {
  const conditions = ['seq < ?', ...(personId === undefined ? [] : ['person_id = ?'])];
  const values = [before ?? Number.MAX_SAFE_INTEGER, ...(personId === undefined ? [] : [personId])];
  return connection
    .all(`SELECT * FROM step WHERE ${conditions.join(' AND ')} ORDER BY seq DESC LIMIT ?`, ...values, limit)
    .map(stepOf);
}

/** Entries as `entryOf` takes them. */
export const ENTRY = `SELECT e.n, e.step, e."do", e.type, e.record_id, e.turned, coalesce(o.n, e.n) AS body_at,
  coalesce(e.body, o.body) AS body FROM edit e LEFT JOIN edit o ON o.n = e."of"`;

/** In the order in which they were done, or the latest first. Pages, so that a step of any size can be walked. */
export function* entriesOfStep(
  connection: Connection,
  seq: number,
  order: 'first' | 'latest' = 'first',
): Generator<Entry> {
  const [than, direction, start] = order === 'first' ? ['>', '', 0] : ['<', 'DESC', Number.MAX_SAFE_INTEGER];
  const sql = `${ENTRY} WHERE e.step = ? AND e.n ${than} ? ORDER BY e.n ${direction} LIMIT ${PAGE}`;
  yield* pages((from) => connection.all(sql, seq, from), start);
}

/** What was done to one record, in order. */
export function entriesOfRecord(connection: Connection, type: RecordType, id: string): Entry[] {
  return connection.all(`${ENTRY} WHERE e.record_id = ? AND e.type = ? ORDER BY e.n`, id, type).map(entryOf);
}

/** Records that hung on an item and were taken away: they are in the journal alone. Walks the journal's removals. */
export function removedFromItem(connection: Connection, itemId: string): { type: RecordType; id: string }[] {
  // Long bodies are packed, so what is in them is known only here.
  const sql = `${ENTRY} WHERE e."do" = 'remove' AND e.type IN ('suggestion', 'response', 'review', 'comment', 'assignment')
     AND (typeof(coalesce(e.body, o.body)) = 'blob'
       OR CASE typeof(coalesce(e.body, o.body)) WHEN 'text' THEN json_extract(coalesce(e.body, o.body), '$.itemId') END = ?)
     AND e.n > ? ORDER BY e.n LIMIT ${PAGE}`;
  const removed = new Map<string, RecordType>();
  for (const { edit } of pages((from) => connection.all(sql, itemId, from), 0)) {
    if (edit.do === 'remove' && 'itemId' in edit.record && edit.record.itemId === itemId)
      removed.set(edit.record.id, edit.type);
  }
  return Array.from(removed, ([id, type]) => ({ type, id }));
}

/** All that changed after this entry, in order. */
export function* entriesSince(connection: Connection, n: number): Generator<Entry> {
  const sql = `${ENTRY} WHERE e.n > ? ORDER BY e.n LIMIT ${PAGE}`;
  yield* pages((from) => connection.all(sql, from), n);
}

export function* withSteps(connection: Connection, entries: Iterable<Entry>): Generator<Changed> {
  let step: Step | undefined;
  for (const { n, step: seq, edit } of entries) {
    if (step?.seq !== seq) step = stepAt(connection, seq);
    if (step !== undefined) yield { n, step, edit };
  }
}

export function lastEntry(connection: Connection): number {
  return Number(connection.get('SELECT max(n) AS n FROM edit')?.['n'] ?? 0);
}

export function entryOf(row: Row): Entry {
  const type = row['type'] as RecordType;
  const body: unknown = JSON.parse(unpack(row['body']));
  const turned = row['turned'] === 1;
  const [n, step, bodyAt] = [row['n'], row['step'], row['body_at']].map(Number) as [number, number, number];
  if (row['do'] === 'update') {
    const [from, to] = body as [object, object];
    const edit = { do: 'update', type, id: row['record_id'], from, to } as unknown as Edit;
    return { n, step, bodyAt, edit: turned ? inverse(edit) : edit };
  }
  return { n, step, bodyAt, edit: { do: row['do'], type, record: body } as unknown as Edit };
}

export function stepOf(row: Row): Step {
  return {
    seq: Number(row['seq']),
    id: row['id'] as StepId,
    actor: {
      personId: row['person_id'] as PersonId,
      model: row['model'] as string | null,
      runId: row['run_id'] as Actor['runId'],
    },
    label: row['label'] as StepLabel,
    detail: row['detail'] as string | null,
    atMs: Number(row['at_ms']),
    kind: row['kind'] as Step['kind'],
    target: row['target'] === null ? null : Number(row['target']),
    undone: row['undone'] === 1,
  };
}

function* pages(read: (from: number) => Row[], start: number): Generator<Entry> {
  for (let from = start; ;) {
    const entries = read(from).map(entryOf);
    yield* entries;
    const last = entries.at(-1);
    if (last === undefined || entries.length < PAGE) return;
    from = last.n;
  }
}
