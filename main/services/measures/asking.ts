/**
 * The query that lists what is behind a number, in the language of `panda search`: every number opens its list. Knows the
 * words of the language that measures need, and not how a query is answered.
 */

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

/** `field:value`, quoted where it has to be; null: those that have none. */
export function having(field: string, value: string | null): string {
  if (value === null) return `${field}:none`;
  return `${field}:${/^[\p{L}\p{N}_.@-]+$/u.test(value) ? value : `"${value.replaceAll('"', '\\"')}"`}`;
}

/** A query that holds `OR` has to be kept together. */
function inBrackets(term: string): string {
  return /\sOR\s/.test(term) ? `(${term})` : term;
}
