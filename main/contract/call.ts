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

/** A search, as document/query reads it; empty: everything. */
export const query = z.string().max(10_000);

/** Absolute, as the system of the host writes it. */
export const path = z.string().min(1).max(4096);

/** Which part of a list: at most `limit` rows from row `from` on, the first being 0. A list may be gone to anywhere. */
export const part = { from: z.int().min(0), limit: z.int().min(1).max(1000) };

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Of the whole list. */
  readonly total: number;
}
