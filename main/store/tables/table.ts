/**
 * How a type of record is kept in a table: which field in which column, and what points where. Knows no SQL but names, and
 * nothing of edits.
 */
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { RecordOf, RecordType } from '../../document/records.ts';
import { unpack } from '../packing.ts';

export type Row = Record<string, SQLOutputValue>;

/** How a field stands in its column; null is null in each. */
export type Kind = 'plain' | 'boolean' | 'json';

export interface Pointer {
  readonly field: string;
  readonly column: string;
  readonly to: RecordType;
}

export interface Table<Type extends RecordType> {
  readonly type: Type;
  /** Column by field, in the order of the columns; `id` is the first. */
  readonly columns: Readonly<Record<string, string>>;
  readonly pointers: readonly Pointer[];
  /** Fields that no two records may share all of. */
  readonly unique: readonly string[];
  /** Its rows name the edit that made them, and the record is what stands there. */
  readonly inJournal: boolean;
  readonly encode: (record: RecordOf[Type]) => Record<string, SQLInputValue>;
  /** `row`: what `columns` names; where the record stands in the journal, `body` alone. */
  readonly decode: (row: Row) => RecordOf[Type];
}

interface Shape<Type extends RecordType> {
  readonly kinds: Readonly<Partial<Record<Keys<RecordOf[Type]>, Kind>>>;
  readonly pointers?: Readonly<Partial<Record<Keys<RecordOf[Type]>, RecordType>>>;
  readonly unique?: readonly Keys<RecordOf[Type]>[];
  readonly inJournal?: boolean;
  /** Columns that are computed from the record. */
  readonly derived?: Readonly<Record<string, (record: RecordOf[Type]) => SQLInputValue>>;
  /** Fields that a record of this type may lack, by what it is. */
  readonly lacks?: (row: Row) => readonly string[];
}

/** The keys of each member of a union. */
type Keys<Any> = Any extends unknown ? keyof Any & string : never;

export function tableOf<Type extends RecordType>(type: Type, shape: Shape<Type>): Table<Type> {
  const { derived = {}, lacks, inJournal = false } = shape;
  const kinds = (Object.entries(shape.kinds) as [string, Kind][]).map(
    ([field, kind]) => [field, kind, columnOf(field)] as const,
  );
  const columns = Object.fromEntries(kinds.map(([field, , column]) => [field, column]));
  const pointers = Object.entries(shape.pointers ?? {}) as [string, RecordType][];
  return {
    type,
    columns,
    pointers: pointers.map(([field, to]) => ({ field, column: columnOf(field), to })),
    unique: shape.unique ?? [],
    inJournal,
    encode: (record) => {
      const row: Record<string, SQLInputValue> = {};
      for (const [field, kind, column] of kinds) {
        row[column] = encoded((record as unknown as Record<string, unknown>)[field], kind);
      }
      for (const [column, compute] of Object.entries(derived)) row[column] = compute(record);
      return row;
    },
    decode: (row) => {
      if (inJournal) return JSON.parse(unpack(row['body'])) as RecordOf[Type];
      const record: Record<string, unknown> = {};
      const lacking = lacks?.(row) ?? [];
      for (const [field, kind, column] of kinds) {
        if (!lacking.includes(field)) record[field] = decoded(row[column] ?? null, kind);
      }
      return record as unknown as RecordOf[Type];
    },
  };
}

/** `videoId` -> `video_id` */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function encoded(value: unknown, kind: Kind): SQLInputValue {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case 'plain':
      return value as SQLInputValue;
    case 'boolean':
      return value === true ? 1 : 0;
    case 'json':
      return JSON.stringify(value);
  }
}

function decoded(value: SQLOutputValue, kind: Kind): unknown {
  if (value === null) return null;
  switch (kind) {
    case 'plain':
      return value;
    case 'boolean':
      return value === 1;
    case 'json':
      return JSON.parse(value as string);
  }
}
