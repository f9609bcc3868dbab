/** As a spreadsheet does that opens the table: cells as they stand, none of which it may take for something else. */
import { open } from 'node:fs/promises';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readTable } from '../table/scan.ts';
import type { Separator } from '../table/scan.ts';
import { cellsOf, COLUMNS } from './columns.ts';
import type { TableKind, TableOptions } from './options.ts';
import { isAtRisk, unprotect } from './protect.ts';

const MARK = Buffer.from('\uFEFF');

export function checkTable<Chosen extends TableOptions>(
  { format }: TableKind,
  separatorOf: (options: Chosen) => Separator,
): Check<Chosen> {
  return {
    expected: (record, _options, mediaName) => cellsOf(record, mediaName(record.video)),
    found: (job) => found(job, format, separatorOf(job.options)),
  };
}

async function* found<Chosen extends TableOptions>(
  { files, options, rules }: CheckJob<Chosen>,
  format: string,
  separator: Separator,
): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    const begins = (await headOf(staged)).equals(MARK);
    rules.hold('there-is-a-byte-order-mark-where-one-is-wanted', begins === options.byteOrderMark, () => path);
    let columns: number | null = null;
    for await (const { cells, line } of readTable({ path: staged, encoding: 'utf-8', format }, separator)) {
      const where = (): string => `${path}:${line}`;
      columns ??= cells.length;
      rules.hold('every-row-has-a-cell-for-each-column', cells.length === columns, where);
      const risky = cells.find((cell) => isAtRisk(cell) && !cell.startsWith("'"));
      rules.hold('no-spreadsheet-calculates-a-cell-or-makes-a-number-or-a-date-of-it', risky === undefined, where);
      if (line > 1) yield cells.slice(0, COLUMNS.length).map(unprotect);
      else
        rules.hold(
          'the-header-names-our-columns',
          COLUMNS.every((name, at) => cells[at] === name),
          where,
        );
    }
  }
}

async function headOf(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(MARK.length), 0, MARK.length, 0);
  return buffer.subarray(0, bytesRead);
}
