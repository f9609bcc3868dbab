/** A piece of SQL, and the comparisons that items' and videos' fields have in common. Knows no field. */
import type { SQLInputValue } from 'node:sqlite';
import type { Condition } from '../../document/query/index.ts';

/** Values are bound, never part of the text. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SQLInputValue[];
}

export type NumberCondition = Extract<Condition, { kind: 'compare' | 'between' }>;

export function numberIs(column: string, condition: NumberCondition): Sql {
  if (condition.kind === 'compare') return { text: `${column} ${condition.is} ?`, values: [condition.value] };
  return { text: `${column} BETWEEN ? AND ?`, values: [condition.from, condition.to] };
}

export function isOneOf(column: string, values: readonly string[]): Sql {
  return { text: `${column} IN (${values.map(() => '?').join(', ')})`, values };
}

/** As `isOneOf`; `none` among the values: or there is none. */
export function isOneOfOrNone(column: string, values: readonly string[]): Sql {
  const { text, values: bound } = isOneOf(column, values);
  return values.includes('none') ? { text: `${text} OR ${column} IS NULL`, values: bound } : { text, values: bound };
}

/** Any of the patterns; `none`: or there is none. `forms`: what of a pattern may stand there, as LIKE has it. */
export function isLike(
  column: string,
  patterns: readonly string[],
  forms: (like: string, pattern: string) => readonly string[] = (like) => [like],
): Sql {
  const values = patterns.flatMap((pattern) => forms(likeOf(pattern), pattern));
  const none = patterns.includes('none') ? [`${column} IS NULL`] : [];
  return { text: [...values.map(() => `${column} LIKE ? ESCAPE '\\'`), ...none].join(' OR '), values };
}

/** Anywhere in it; with `*` or `?`: all of it. */
export function anywhere(like: string, pattern: string): string[] {
  return [hasWildcard(pattern) ? like : `%${like}%`];
}

export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

export function likeOf(pattern: string): string {
  return pattern
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%')
    .replaceAll('?', '_');
}
