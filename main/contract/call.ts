/** How every call of the contract begins: what can be expected to go wrong comes back as a problem. Knows no call. */
import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Problem } from '../document/problem.ts';

/** An expected failure is a `PROBLEM` with the problem itself; the window has the sentence for it in its language. */
export const call = oc.errors({ PROBLEM: { data: type<Problem>() } });

/** An id as ids.ts makes it. */
export function id<Id extends string>() {
  return z.custom<Id>((value) => typeof value === 'string' && /^[0-9A-HJKMNP-TV-Z]{20}$/.test(value), 'an id');
}

/** A part of a list: what comes after `after`, at most `limit`. */
export const limit = z.int().min(1).max(1000);

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
  /** Of all pages. */
  readonly total: number;
}
