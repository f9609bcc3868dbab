/**
 * The columns of a data set as Parquet has them, and as Hugging Face's own metadata names them
 * (https://github.com/huggingface/datasets/blob/main/src/datasets/arrow_writer.py, `_build_metadata`).
 */
import type { SchemaElement } from 'hyparquet';
import { COLUMNS, WHOLE_COLUMN } from '../bundles/row.ts';
import type { ColumnType } from '../bundles/row.ts';

export const VIDEO_COLUMN = 'video';
export const METADATA_KEY = 'huggingface';

export interface Column {
  readonly name: string;
  readonly type: ColumnType | 'video';
}

interface Wanted {
  /** Whether the videos are in the file; else their names. */
  readonly withMedia: boolean;
  readonly whole: boolean;
  /** What the first rows have beside ours. */
  readonly extras: readonly Readonly<Record<string, unknown>>[];
}

export function columnsOf({ withMedia, whole, extras }: Wanted): Column[] {
  const own = Object.entries(COLUMNS).map(([name, type]) => ({ name, type }));
  const taken = new Set([...own.map(({ name }) => name), VIDEO_COLUMN, WHOLE_COLUMN]);
  const added = [...new Set(extras.flatMap((extra) => Object.keys(extra)))].filter((name) => !taken.has(name)).sort();
  return [
    { name: VIDEO_COLUMN, type: withMedia ? 'video' : 'string' },
    ...own,
    ...added.map((name) => ({ name, type: typeOf(extras.map((extra) => extra[name])) })),
    ...(whole ? [{ name: WHOLE_COLUMN, type: 'string' as const }] : []),
  ];
}

/** What a column holds of a value: the value where it is of its type, or else as JSON in a column of texts. */
export function cellOf(value: unknown, type: ColumnType): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (type === 'string') return typeof value === 'string' ? value : JSON.stringify(value);
  if (type === 'bool') return typeof value === 'boolean' ? value : null;
  return typeof value === 'number' ? value : null;
}

export function schemaOf(columns: readonly Column[]): SchemaElement[] {
  return [
    { name: 'schema', num_children: columns.length },
    ...columns.flatMap(({ name, type }): SchemaElement[] =>
      type === 'video'
        ? [
            { name, num_children: 2, repetition_type: 'OPTIONAL' },
            { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
            leaf('path', 'string'),
          ]
        : [leaf(name, type)],
    ),
  ];
}

/** With it `load_dataset` knows that the column of videos is one. */
export function featuresOf(columns: readonly Column[]): string {
  const features = Object.fromEntries(
    columns.map(({ name, type }) => [name, type === 'video' ? { _type: 'Video' } : { dtype: type, _type: 'Value' }]),
  );
  return JSON.stringify({ info: { features } });
}

function leaf(name: string, type: ColumnType): SchemaElement {
  if (type === 'string') return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' };
  return { name, type: type === 'bool' ? 'BOOLEAN' : 'DOUBLE', repetition_type: 'OPTIONAL' };
}

function typeOf(values: readonly unknown[]): ColumnType {
  const types = new Set(values.filter((value) => value !== undefined && value !== null).map((value) => typeof value));
  if (types.size !== 1) return 'string';
  return types.has('number') ? 'float64' : types.has('boolean') ? 'bool' : 'string';
}
