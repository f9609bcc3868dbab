/**
 * Does an edit to the tables, if what is there is what the edit expects. Knows nothing of steps; that the edit is in the
 * journal is its caller's business.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Edit, EditOf } from '../document/edit.ts';
import type { EditConflict } from '../document/problem.ts';
import type { RecordOf, RecordType } from '../document/records.ts';
import type { Connection } from './connection.ts';
import { getRecord } from './reading.ts';
import { isConstraint, isForeignKey } from './sqlite-problem.ts';
import { tableFor } from './tables/index.ts';

/** `body`: the edit in the journal that holds the record, for what is kept there. Undefined: it is done. */
export function applyEdit(connection: Connection, edit: Edit, body: number): EditConflict | undefined {
  switch (edit.do) {
    case 'create':
      return create(connection, edit.type, edit.record, body);
    case 'update':
      return update(connection, edit);
    case 'remove':
      return remove(connection, edit.type, edit.record);
  }
}

/** For an update: whether another record now has what only one may have. Asked when all of a change is done. */
export function isTaken(connection: Connection, type: RecordType, id: string): EditConflict | undefined {
  const record = getRecord(connection, type, id);
  return record && takenBy(connection, type, record);
}

/** Whether `isTaken` has to be asked of what this edit changed. */
export function touchesUnique(edit: Edit): boolean {
  return edit.do === 'update' && tableFor(edit.type).unique.some((field) => field in edit.to);
}

function create<Type extends RecordType>(
  connection: Connection,
  type: Type,
  record: RecordOf[Type],
  body: number,
): EditConflict | undefined {
  const { encode, inJournal } = tableFor(type);
  const taken = takenBy(connection, type, record);
  if (taken !== undefined) return taken;
  const row = { ...encode(record), ...(inJournal && { edit: body }) };
  const columns = Object.keys(row);
  try {
    connection.run(
      `INSERT INTO ${type} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...Object.values(row),
    );
    return undefined;
  } catch (error) {
    if (isForeignKey(error)) return { type, id: record.id, field: null, is: 'pointing-nowhere' };
    if (isConstraint(error) && getRecord(connection, type, record.id)) return conflict(type, record.id, 'exists');
    throw error;
  }
}

function update(connection: Connection, edit: EditOf<RecordType> & { do: 'update' }): EditConflict | undefined {
  const { type, id, from, to } = edit;
  const { encode, inJournal } = tableFor(type);
  if (inJournal || 'id' in to) throw new TypeError(`a ${type} is never changed in that way`);
  const current = getRecord(connection, type, id);
  if (current === undefined) return conflict(type, id, 'missing');
  const field = Object.keys(from).find(
    (key) => !isSame((current as unknown as Fields)[key], (from as unknown as Fields)[key]),
  );
  if (field !== undefined) return { type, id, field, is: 'changed' };
  const before = encode(current);
  const after = encode({ ...current, ...to } as RecordOf[RecordType]);
  const columns = Object.keys(after).filter((column) => before[column] !== after[column]);
  if (columns.length === 0) return undefined;
  try {
    connection.run(
      `UPDATE ${type} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
      ...columns.map((column) => after[column] ?? null),
      id,
    );
    return undefined;
  } catch (error) {
    if (isForeignKey(error)) return conflict(type, id, 'pointing-nowhere');
    throw error;
  }
}

function remove<Type extends RecordType>(
  connection: Connection,
  type: Type,
  record: RecordOf[Type],
): EditConflict | undefined {
  const current = getRecord(connection, type, record.id);
  if (current === undefined) return conflict(type, record.id, 'missing');
  if (!isSame(current, record)) return conflict(type, record.id, 'changed');
  try {
    connection.run(`DELETE FROM ${type} WHERE id = ?`, record.id);
    return undefined;
  } catch (error) {
    if (isForeignKey(error)) return conflict(type, record.id, 'in-use');
    throw error;
  }
}

function takenBy<Type extends RecordType>(
  connection: Connection,
  type: Type,
  record: RecordOf[Type],
): EditConflict | undefined {
  const { columns, unique, encode } = tableFor(type);
  if (unique.length === 0) return undefined;
  const row = encode(record);
  const names = unique.map((field) => columns[field] ?? field);
  const other = connection.get(
    `SELECT id FROM ${type} WHERE ${names.map((name) => `${name} = ?`).join(' AND ')} AND id <> ?`,
    ...names.map((name) => row[name] ?? null),
    record.id,
  );
  return other && { type, id: record.id, field: unique.at(-1) ?? null, is: 'taken' };
}

type Fields = Record<string, unknown>;

function conflict(type: RecordType, id: string, is: EditConflict['is']): EditConflict {
  return { type, id, field: null, is };
}

/** What is undefined is not kept, so it is no difference. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return isDeepStrictEqual(a, b) || isDeepStrictEqual(a, JSON.parse(JSON.stringify(b)));
}
