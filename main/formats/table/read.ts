/** The rows of a table with a header, each as its cells by the names of their columns. Knows nothing of what they mean. */
import type { Problem } from '../../document/problem.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { readTable } from './scan.ts';
import type { Separator } from './scan.ts';

export interface NamedCells {
  readonly cells: Readonly<Record<string, string>>;
  readonly line: number;
}

interface TableWanted {
  readonly separator: Separator | null;
  /** Columns without which it is no such table. */
  readonly needed: readonly string[];
  /** What a cell means as it stands. */
  readonly cell?: (text: string) => string;
}

/** Throws as `readTable`, and for a header that is none. */
export async function* readCells(
  source: TextSource,
  { separator, needed, cell = (text) => text }: TableWanted,
): AsyncGenerator<NamedCells | { readonly problem: Problem }> {
  let header: readonly string[] | null = null;
  for await (const { cells, line } of readTable(source, separator)) {
    if (header === null) {
      header = headerOf(cells.map(cell), (cause) => unreadable(source, line, cause));
      const missing = needed.filter((column) => !header?.includes(column));
      if (missing.length > 0) throw unreadable(source, line, `the header has no column ${missing.join(', ')}`);
      continue;
    }
    // Spreadsheets leave out empty cells at the end of a row.
    if (cells.slice(header.length).some((text) => text !== '')) {
      const cause = `the row has ${cells.length} cells, and the header ${header.length}`;
      yield { problem: unreadable(source, line, cause).problem };
    } else {
      const named = header.map((column, at): [string, string] => [column, cell(cells[at] ?? '')]);
      yield { cells: Object.fromEntries(named.filter(([column]) => column !== '')), line };
    }
  }
  if (header === null) throw unreadable(source, null, 'it is empty');
}

function headerOf(cells: readonly string[], wrong: (cause: string) => Error): readonly string[] {
  const header = cells.map((text) => text.trim());
  const names = header.filter((name) => name !== '');
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  if (twice !== undefined) throw wrong(`the column ${JSON.stringify(twice)} stands twice`);
  if (names.includes('__proto__')) throw wrong('there is a column __proto__ in it');
  return header;
}
