/**
 * The query that lists what is behind a number, in the language of `panda search`: every number opens its list. Knows the
 * words of the language that measures need, and not how a query is answered.
 */

import { printQuery } from '../../document/query/index.ts';
import type { Condition } from '../../document/query/index.ts';

type ChoiceField = Extract<Condition, { kind: 'choice' }>['field'];
type PatternField = Extract<Condition, { kind: 'pattern' }>['field'];

/** Narrows what is asked for by terms; without any: all that is measured. */
export type Asking = (...terms: readonly string[]) => string;

export function askingFor(only: string | null): Asking {
  const all = only === null || only.trim() === '' ? [] : [only.trim()];
  return narrowed((...terms) => {
    const parts = [...all, ...terms];
    return parts.length < 2 ? parts.join('') : parts.map(inBrackets).join(' ');
  });
}

/** The same, of those that these terms have too. */
export function narrowed(ask: Asking, ...more: readonly string[]): Asking {
  return (...terms) => ask(...more, ...terms);
}

/** Those that a person decided. */
export const DECIDED = 'status:accepted,edited,written,rejected,skipped';

/** Suggestions that a person accepted or rejected, but those made wrong on purpose. */
export const JUDGED = 'status:accepted,edited,rejected has:suggestion -has:seeded';

/** Those of them that were accepted, changed or not. */
export const TAKEN = 'status:accepted,edited -has:seeded';

/** Those of which a field is this. */
export function is(field: ChoiceField, value: string): string {
  return printQuery({ kind: 'choice', field, values: [value] });
}

/** Those of which a field says this; null: that have none. */
export function says(field: PatternField, value: string | null): string {
  return printQuery({ kind: 'pattern', field, patterns: [value ?? 'none'] });
}

/** A query that holds `OR` has to be kept together. */
function inBrackets(term: string): string {
  return /\sOR\s/.test(term) ? `(${term})` : term;
}
