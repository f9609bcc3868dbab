/** What a batch is to do, and what it tells while it does it. */
import type { Problem } from '../../document/problem.ts';
import type { Span } from '../../document/time.ts';
import type { Drafter, SamplingPlan } from '../drafting/drafter.ts';
import type { BatchClip } from './clip.ts';
import type { Ledger } from './ledger.ts';
import type { CaptionRecord } from './record.ts';
import type { Sidecars } from './sidecar.ts';

/** `skip`: what is held already is not done again. `append`: it is, and the new record stands after the old one. */
export const POLICIES = ['skip', 'append'] as const;
export type Policy = (typeof POLICIES)[number];

export interface BatchPlan {
  readonly drafter: Drafter;
  readonly clips: readonly BatchClip[];
  /** What was named and cannot be opened: it counts as failed. */
  readonly problems: readonly { readonly path: string; readonly problem: Problem }[];
  readonly sampling: SamplingPlan;
  readonly ledger: Ledger | null;
  readonly sidecars: Sidecars | null;
  /** Where to put what the model saw, as PNG; null: nowhere. */
  readonly framesFolder: string | null;
  readonly policy: Policy;
  /** Whether to write about clips that the model does not know. */
  readonly anyway: boolean;
}

export interface Counts {
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
}

/** All counts are of clips: a clip is done when all that was asked about it is written. */
export type BatchEvent =
  | {
      readonly event: 'started';
      readonly total: number;
      readonly model: CaptionRecord['model'];
    }
  | ({ readonly event: 'progress'; readonly total: number } & Counts & Pace)
  | {
      readonly event: 'item';
      readonly path: string;
      readonly span: Span | null;
      /** The caption's text; null where none was asked for, held already, or the clip is outside the model's world. */
      readonly text: string | null;
      readonly outsideWorld: CaptionRecord['outsideWorld'];
      readonly records: readonly CaptionRecord[];
    }
  | {
      readonly event: 'failed';
      readonly path: string;
      readonly span: Span | null;
      readonly problem: Problem;
      readonly message: string;
    }
  | ({
      readonly event: 'finished';
      readonly total: number;
      readonly seconds: number;
      readonly stopped: boolean;
    } & Counts);

export interface Pace {
  /** Clips; null until one is done. */
  readonly perMinute: number | null;
  readonly secondsLeft: number | null;
}
