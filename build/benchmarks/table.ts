/** The rows that benchmarks give, and how they are printed. Knows no benchmark. */
import type { Runs } from './measure.ts';

export type Unit = 's' | 'MiB' | 'kB' | 'rows' | 'tokens/s' | 'clips/min' | 'GMAC/s';

export interface Quantity {
  readonly value: number;
  readonly unit: Unit;
}

export interface Row {
  readonly name: string;
  readonly ours: Quantity;
  /** What it is compared with: another way of doing the same, or a limit. In the same unit. */
  readonly other?: { readonly is: string; readonly value: number };
  /** How often both were measured; the medians stand here. */
  readonly runs: Runs;
  /** What the numbers alone do not say. */
  readonly note?: string;
}

/** How many times better ours is: above 1 faster or smaller. Null where there is nothing to compare with. */
export function ratioOf({ ours, other }: Row): number | null {
  if (other === undefined || other.value === 0) return null;
  return isBetterWhenLess(ours.unit) ? other.value / ours.value : ours.value / other.value;
}

/** What is looked up once, not timed. */
export const once: Runs = { n: 1, disturbed: false };

/** As Markdown, columns aligned. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [
    ['what', 'ours', 'compared with', 'times better', 'n', ''],
    ...rows.map((row) => [
      row.name,
      written(row.ours),
      row.other ? `${row.other.is}: ${written({ ...row.ours, value: row.other.value })}` : '',
      ratioOf(row)?.toFixed(2) ?? '',
      countOf(row.runs),
      row.note ?? '',
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(3, ...cells.map((line) => line[column]?.length ?? 0)));
  const isNumber = (column: number): boolean => [1, 3, 4].includes(column);
  const lineOf = (line: readonly string[]): string => {
    const padded = line.map((cell, column) =>
      isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, column) => '-'.repeat(isNumber(column) ? width - 1 : width) + (isNumber(column) ? ':' : '')); // prettier-ignore
  const [head = [], ...body] = cells;
  return [lineOf(head), `| ${rule.join(' | ')} |`, ...body.map(lineOf)].join('\n');
}

function countOf({ n, disturbed }: Runs): string {
  return disturbed ? `${n}, disturbed` : `${n}`;
}

function isBetterWhenLess(unit: Unit): boolean {
  switch (unit) {
    case 's':
    case 'MiB':
    case 'kB':
    case 'rows':
      return true;
    case 'tokens/s':
    case 'clips/min':
    case 'GMAC/s':
      return false;
  }
}

/** Three digits that say something; seconds under one as milliseconds. */
export function written({ value, unit }: Quantity): string {
  if (unit === 's' && Math.abs(value) < 1) return `${digits(1000 * value)} ms`;
  return `${digits(value)} ${unit}`;
}

function digits(value: number): string {
  if (value === 0) return '0';
  const whole = Math.floor(Math.log10(Math.abs(value))) + 1;
  return value.toFixed(Math.min(3, Math.max(0, 3 - whole)));
}
