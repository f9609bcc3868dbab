/**
 * Writes a table as text by RFC 4180. Columns that only some rows have come after the others; which those are is known at the
 * end, so rows are written aside before. Knows nothing of what the cells mean.
 */
import { readLines } from '../input/lines.ts';
import type { Output } from '../output/output.ts';
import { openScratch } from '../scratch.ts';

interface TableForm {
  readonly name: string;
  readonly columns: readonly string[];
  readonly separator?: string;
  readonly byteOrderMark?: boolean;
  /** What becomes of a cell before it is put into quotes. */
  readonly cell?: (text: string) => string;
}

/** `await using`: what was not closed is not part of the export. */
export interface TableOutput extends AsyncDisposable {
  /** `more`: cells of further columns, by their names. */
  add(cells: readonly string[], more?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

/** Further columns; a row that has more of its own does not come from a table. */
const MOST_COLUMNS = 1 << 10;

export async function openTable(output: Output, form: TableForm): Promise<TableOutput> {
  const { name, columns, separator = ',', byteOrderMark = false, cell = (text) => text } = form;
  const aside = await openScratch(output, `.${name}.rows`);
  const further = new Set<string>();
  const rowText = (cells: readonly string[]): string =>
    `${cells.map((text) => inQuotes(cell(text), separator)).join(separator)}\r\n`;
  return {
    async add(cells, more = {}) {
      for (const column of Object.keys(more)) {
        if (isColumn(column) && !columns.includes(column) && further.size < MOST_COLUMNS) further.add(column);
      }
      await aside.write(`${JSON.stringify([cells, more])}\n`);
    },
    async close() {
      await aside.close();
      await using file = await output.open(name);
      await file.write((byteOrderMark ? '\uFEFF' : '') + rowText([...columns, ...further]));
      for await (const { text } of readLines({ path: aside.path, encoding: 'utf-8', format: name })) {
        const [cells, more] = JSON.parse(text) as [string[], Record<string, string>];
        await file.write(
          rowText([
            ...cells,
            ...[...further].map((column) => (Object.hasOwn(more, column) ? (more[column] ?? '') : '')),
          ]),
        );
      }
      await file.close();
    },
    [Symbol.asyncDispose]: () => aside[Symbol.asyncDispose](),
  };
}

/** Whether a header can have it so that it is read again. */
function isColumn(name: string): boolean {
  return name !== '' && name.trim() === name && name !== '__proto__';
}

/** What a record kept of columns, where it is that: another program may have written it. */
export function keptCells(kept: unknown): Readonly<Record<string, string>> {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
  const cells = Object.entries(kept as Readonly<Record<string, unknown>>);
  return Object.fromEntries(cells.filter((cell): cell is [string, string] => typeof cell[1] === 'string'));
}

/** Only where it is needed: what holds the separator, a quote or a line break. */
function inQuotes(text: string, separator: string): string {
  const isPlain = !text.includes(separator) && !/["\r\n]/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}
