/** Reads our own table, also when a spreadsheet wrote it, and tables of others by the names of their columns. */
import { restOf } from '../captions/caption.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { filesCalled } from '../input/files.ts';
import { untilUnreadable } from '../input/rows.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import type { DatasetRecord } from '../record.ts';
import { readCells } from '../table/read.ts';
import type { Separator } from '../table/scan.ts';
import { CellError } from './cells.ts';
import { COLUMNS, recordOfCells } from './columns.ts';
import { MAPPED, mappingOf, recordOfMapped } from './general.ts';
import type { TableKind, TableOptions } from './options.ts';
import { unprotect } from './protect.ts';

type Cells = Readonly<Record<string, string>>;

/** How a row becomes a record, and which columns are used up by that. */
interface Reading {
  readonly recordOf: (cells: Cells) => Omit<DatasetRecord, 'extra'>;
  readonly used: readonly string[];
}

/** `separator` null: found out. */
export async function* readTableFiles<Chosen extends TableOptions>(
  { path, options, encoding }: ReadInput<Chosen>,
  { format, file: name }: TableKind,
  separator: Separator | null,
): AsyncGenerator<ReadEvent> {
  for (const file of await filesCalled(path, name)) {
    const source = { path: file.path, encoding, format };
    yield* untilUnreadable(records(source, options, separator));
  }
}

async function* records(
  source: TextSource,
  options: TableOptions,
  separator: Separator | null,
): AsyncGenerator<ReadEvent> {
  let reading: Reading | null = null;
  for await (const row of readCells(source, { separator, needed: [], cell: unprotect })) {
    if ('problem' in row) {
      yield row;
      continue;
    }
    const { cells, line } = row;
    if (Object.values(cells).every((cell) => cell === '')) continue;
    // Which columns there are is the same in every row: what is wrong with them ends the reading.
    reading ??= orUnreadable(source, 1, () => readingOf(Object.keys(cells), options));
    const { recordOf, used } = reading;
    try {
      const kept = Object.entries(restOf(cells, ...used)).filter(([, cell]) => cell !== '');
      const extra = kept.length > 0 ? { [source.format]: Object.fromEntries(kept) } : null;
      yield { record: { ...recordOf(cells), extra }, path: source.path, line };
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      yield { problem: unreadable(source, line, error.message).problem };
    }
  }
}

function readingOf(header: readonly string[], options: TableOptions): Reading {
  const isNamed = MAPPED.some((what) => options[what] !== '');
  if (!isNamed && header.includes('kind') && header.includes('video')) {
    return { recordOf: recordOfCells, used: COLUMNS };
  }
  const mapping = mappingOf(header, options);
  return { recordOf: (cells) => recordOfMapped(cells, mapping), used: Object.values(mapping) };
}

function orUnreadable<T>(source: TextSource, line: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof CellError ? unreadable(source, line, error.message) : error;
  }
}
