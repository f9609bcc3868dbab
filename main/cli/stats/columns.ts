/**
 * A table for a terminal of 100 columns: names on the left, numbers to the right of their columns, and, where there is room,
 * the query that lists what is behind a row. Knows nothing of what the numbers are.
 */
import { printable } from '../terminal.ts';
import { displayWidth } from '../wording.ts';

const SCREEN = 100;
const SHORTEST_NAME = 15; // of those that are cut

export interface TableRow {
  readonly name: string;
  readonly cells: readonly string[];
  /** Left out where it would not fit. */
  readonly query?: string;
}

/** `head`: of the cells; the title stands above the names. */
export function columnsText(title: string, head: readonly string[], rows: readonly TableRow[]): string {
  const widths = head.map((text, at) =>
    Math.max(displayWidth(text), ...rows.map(({ cells }) => displayWidth(cells[at] ?? ''))),
  );
  const room = SCREEN - widths.reduce((sum, width) => sum + 2 + width, 0);
  const shown = rows.map((row) => ({ ...row, name: cut(printable(row.name), Math.max(SHORTEST_NAME, room)) }));
  const nameWidth = Math.max(...[title, ...shown.map(({ name }) => name)].map(displayWidth));
  const line = (name: string, cells: readonly string[], query = ''): string => {
    const numbers = cells.map((cell, at) => ' '.repeat((widths[at] ?? 0) - displayWidth(cell)) + cell);
    const left = [name + ' '.repeat(nameWidth - displayWidth(name)), ...numbers].join('  ');
    const behind = printable(query);
    const fits = behind !== '' && displayWidth(left) + 3 + displayWidth(behind) <= SCREEN;
    return (fits ? `${left}   ${behind}` : left).trimEnd();
  };
  const lines = [line(title, head), ...shown.map(({ name, cells, query }) => line(name, cells, query))];
  return `${lines.join('\n')}\n`;
}

function cut(name: string, longest: number): string {
  if (displayWidth(name) <= longest) return name;
  const characters = [...name];
  while (displayWidth(characters.join('')) > longest - 1) characters.pop();
  return `${characters.join('')}…`;
}
