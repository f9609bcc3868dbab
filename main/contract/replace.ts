/** Changing many texts in one step: something replaced in them, something put before or behind. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { ItemId } from '../document/ids.ts';
import type { Status } from '../document/status.ts';
import { call, query } from './call.ts';
import type { StepName } from './session.ts';

const change = z.strictObject({
  /** `pattern`: a regular expression of JavaScript with the flag `u`; `with` may have `$1` and `$<name>` then. */
  find: z
    .strictObject({
      kind: z.enum(['text', 'pattern']),
      what: z.string().min(1).max(1000),
      with: z.string().max(10_000),
    })
    .nullable(),
  /** Put before a text that does not begin so already. */
  prefix: z.string().max(1000).nullable(),
  /** Put behind a text that does not end so already. */
  suffix: z.string().max(1000).nullable(),
});
export type TextChange = Readonly<z.infer<typeof change>>;

export interface Replaced {
  readonly itemId: ItemId;
  readonly videoName: string;
  readonly status: Status;
  readonly before: string;
  readonly after: string;
}

export interface ReplaceCounts {
  /** Texts that the query found. */
  readonly texts: number;
  readonly changed: number;
  /** Of these: suggestions that become responses, not decided yet. */
  readonly suggestions: number;
  /** Would have become empty. */
  readonly emptied: number;
  /** Rejected or skipped. */
  readonly decidedAgainst: number;
  /** A suggestion that this person answers blind. */
  readonly blind: number;
}

export interface ReplacePreview extends ReplaceCounts {
  /** The first of them, in the order of the videos. */
  readonly shown: readonly Replaced[];
}

export const replace = {
  preview: call.input(z.strictObject({ query, change, show: z.int().min(0).max(1000) })).output(type<ReplacePreview>()),
  /** Null: there was nothing to change. */
  apply: call.input(z.strictObject({ query, change })).output(type<StepName | null>()),
} as const;
