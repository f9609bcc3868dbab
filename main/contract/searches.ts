/** Help with searches: what can be written at a place, what is wrong with one, and those that a person keeps. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { QueryProblem } from '../document/problem.ts';
import { call, query } from './call.ts';

export interface Completion {
  /** What stands there instead of the characters from `fromAt` to the cursor. */
  readonly insert: string;
  readonly kind: 'field' | 'value' | 'saved';
  /** The field that it names or belongs to. */
  readonly field: string | null;
  /** In English; null: it explains itself. */
  readonly help: string | null;
}

export interface Completions {
  readonly fromAt: number;
  readonly entries: readonly Completion[];
}

/** What a search finds. `problem`: it cannot be read, and then it counts nothing. */
export interface Counted {
  readonly videos: number;
  readonly items: number;
  readonly problem: QueryProblem | null;
}

export interface SavedSearch {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

const name = z.string().trim().min(1).max(200);

export const searches = {
  /** `at`: the cursor, in UTF-16 units. With what this project has: its tracks, tiers, models, people, flags. */
  complete: call.input(z.strictObject({ text: query, at: z.int().min(0) })).output(type<Completions>()),
  count: call.input(z.strictObject({ query })).output(type<Counted>()),
  /** A person's own for this project, in the order in which they were saved. */
  saved: call.output(type<readonly SavedSearch[]>()),
  /** One of the same name is replaced. */
  save: call.input(z.strictObject({ name, query })).output(type<SavedSearch>()),
  /** Takes the place of another one of that name. */
  rename: call.input(z.strictObject({ id: z.string().max(64), name })).output(type<null>()),
  forget: call.input(z.strictObject({ id: z.string().max(64) })).output(type<null>()),
} as const;
