/**
 * Writes our own table, which a person edits in a spreadsheet and imports again. Texts that are still to be written are rows
 * too, with an empty cell to fill in.
 */
import type { WriteJob } from '../format.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf } from '../record.ts';
import type { Separator } from '../table/scan.ts';
import { openTable } from '../table/write.ts';
import { cellsOf, COLUMNS } from './columns.ts';
import type { TableKind, TableOptions } from './options.ts';
import { protect } from './protect.ts';

export async function writeTable<Chosen extends TableOptions>(
  { records, output, options, mediaName, wrote }: WriteJob<Chosen>,
  { format, file: name }: TableKind,
  separator: Separator,
): Promise<void> {
  const form = { name, columns: COLUMNS, separator, byteOrderMark: options.byteOrderMark, cell: protect };
  await using table = await openTable(output, form);
  for await (const record of records) {
    await table.add(cellsOf(record, mediaName(record.video)), furtherCells(record, format));
    wrote(record);
  }
  await table.close();
}

/** Of columns that are not ours. */
function furtherCells(record: DatasetRecord, format: string): Readonly<Record<string, string>> {
  const kept = Object.entries(extraOf(record, format));
  return Object.fromEntries(kept.filter((cell): cell is [string, string] => typeof cell[1] === 'string'));
}
