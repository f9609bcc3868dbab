/**
 * Writes our own table, which a person edits in a spreadsheet and imports again. Texts that are still to be written are rows
 * too, with an empty cell to fill in.
 */
import type { WriteJob } from '../format.ts';
import { extraOf } from '../record.ts';
import type { Separator } from '../table/scan.ts';
import { keptCells, openTable } from '../table/write.ts';
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
    await table.add(cellsOf(record, mediaName(record.video)), keptCells(extraOf(record, format)));
    wrote(record);
  }
  await table.close();
}
