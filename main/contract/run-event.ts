/** What a run tells while it goes, for a terminal, for other programs and for the window. Plain data; knows no face. */
import type { ItemId, RunId, VideoId } from '../document/ids.ts';
import type { JunkReason } from '../document/junk.ts';
import type { RunPolicy, RunState } from '../document/observations.ts';
import type { Problem } from '../document/problem.ts';
import type { ModelName } from '../document/records.ts';

/** Of videos; together they are the run. */
export interface RunCounts {
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly total: number;
}

export interface RunText {
  readonly itemId: ItemId;
  /** The caption's track, or the question. */
  readonly of: string;
  readonly kind: 'caption' | 'qa';
  readonly text: string;
  readonly doubt: number | null;
  /** As likely without the clip; null: not measured. */
  readonly needsNoVideo: boolean | null;
  readonly junk: JunkReason | null;
}

/** How many videos failed for each cause, by the code of the problem. */
export type Failures = Readonly<Partial<Record<Problem['code'], number>>>;

export type RunEvent =
  | {
      readonly event: 'started';
      readonly runId: RunId;
      readonly recipe: string;
      readonly model: ModelName;
      readonly policy: RunPolicy;
      /** Whether it goes on where it stopped. */
      readonly resumed: boolean;
      readonly total: number;
      readonly left: number;
    }
  | {
      readonly event: 'item';
      readonly videoId: VideoId;
      readonly path: string;
      readonly texts: readonly RunText[];
      /** What kept texts from being written, although nothing failed. */
      readonly problem: Problem | null;
    }
  | {
      readonly event: 'failed';
      readonly videoId: VideoId;
      readonly path: string;
      readonly problem: Problem;
      readonly message: string;
    }
  | ({
      readonly event: 'progress';
      readonly texts: number;
      readonly failures: Failures;
      /** Videos; null until one is done. */
      readonly perMinute: number | null;
      readonly secondsLeft: number | null;
    } & RunCounts)
  | { readonly event: 'paused' }
  | { readonly event: 'resumed' }
  | ({
      readonly event: 'finished';
      readonly runId: RunId;
      readonly state: RunState;
      /** Of this go at it. */
      readonly seconds: number;
      readonly texts: number;
      readonly failures: Failures;
    } & RunCounts);
