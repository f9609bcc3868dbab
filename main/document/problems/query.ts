/** What can be wrong with a search, or with what is to be replaced. */
import type { Sentences } from './sentences.ts';

/** `position`: of the character in `query`, from 1. `found`: what stands there, empty at the end. */
export type QueryProblem =
  | {
      readonly code: 'query-unreadable';
      readonly query: string;
      readonly position: number;
      readonly found: string;
      readonly expected: string;
    }
  | { readonly code: 'pattern-unreadable'; readonly pattern: string; readonly cause: string }
  | { readonly code: 'pattern-too-slow'; readonly pattern: string; readonly seconds: number; readonly text: string };

export const querySentences: Sentences<QueryProblem> = {
  'query-unreadable': ({ expected, found, position, query }) =>
    `The search ${query} cannot be read at character ${position} (${found === '' ? 'its end' : found}). ` +
    `Expected there: ${expected}.`,
  'pattern-unreadable': ({ cause, pattern }) =>
    `The regular expression ${pattern} cannot be read (${cause}). Correct it, or look for the text itself: --find.`,
  'pattern-too-slow': ({ pattern, seconds, text }) =>
    `The regular expression ${pattern} took more than ${seconds} s on the text "${text}" and was stopped; ` +
    `nothing was changed. Write it without repeats within repeats, as in (a+)+.`,
};
