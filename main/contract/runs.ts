/** Runs of a recipe over many videos: what one would do, starting it, watching it from anywhere, its failures. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { RunId } from '../document/ids.ts';
import { RUN_ITEM_STATES, RUN_POLICIES } from '../document/observations.ts';
import type { Run, RunItem, RunItemState } from '../document/observations.ts';
import type { Problem } from '../document/problem.ts';
import type { ModelName } from '../document/records.ts';
import { call, id, part, query } from './call.ts';
import type { Page } from './call.ts';
import type { Failures, RunEvent } from './run-event.ts';

export interface Forecast {
  readonly videos: number;
  /** Of them, those that the policy leaves alone. */
  readonly skipped: number;
  /** At least so many texts: more where a video has more than one segment that is yet to be found. */
  readonly texts: number;
  /** Videos whose segments are yet to be found. */
  readonly unsegmented: number;
  /** What is generated for each text that is kept: samples and grounding cost inference. */
  readonly factor: number;
}

/** What a run would do, before it starts. */
export interface RunForecast {
  readonly forecast: Forecast;
  readonly model: ModelName;
  /** A run by the same request was stopped, and this one goes on with it. */
  readonly resumes: RunId | null;
}

export interface RunSummary {
  /** A run that nobody works on any more is stopped, whatever the file says yet. */
  readonly run: Run;
  readonly counts: Readonly<Record<RunItemState, number>>;
  readonly texts: number;
  /** All that it wrote was taken back. */
  readonly undone: boolean;
  readonly tokens: number;
  /** Of all videos together, several at a time: more than the run took. */
  readonly workSeconds: number;
  readonly failures: Failures;
  /** What kept texts from being written about videos that did not fail, by cause. */
  readonly notes: Failures;
}

/** What becomes of a run's texts when it is taken back. */
export interface RunTexts {
  /** They go. */
  readonly taken: number;
  /** Somebody's text or decision began with them: they stay, and so does what people made of them. */
  readonly kept: number;
  /** Of models, that the run took the place of: they come back. */
  readonly restored: number;
}

export interface RunItemRow {
  readonly item: RunItem;
  /** Null: the video was removed. */
  readonly videoName: string | null;
}

const plan = z.strictObject({
  /** The name of one of the project or of those that ship. */
  recipe: z.string().min(1).max(64),
  /** An id; null: the recipe's, or the one that is chosen. */
  model: z.string().min(1).max(64).nullable(),
  policy: z.enum(RUN_POLICIES),
  /** Which videos; empty: all. */
  query,
  limit: z.int().min(1).nullable(),
  shuffleSeed: z.int().min(0).nullable(),
  /** Also about videos of a kind that the model does not know. */
  anyway: z.boolean(),
});
export type RunPlan = z.infer<typeof plan>;

const runId = id<RunId>();

/** A stream of a run's events may be left: the run goes on. */
export const runs = {
  /** The newest first. */
  list: call.output(type<readonly RunSummary[]>()),
  get: call.input(z.strictObject({ runId })).output(type<RunSummary>()),
  /** The one that somebody works on, in whatever process; null: none. Costs next to nothing. */
  underWay: call.output(type<RunId | null>()),
  items: call
    .input(
      z.strictObject({
        runId,
        state: z.enum(RUN_ITEM_STATES).nullable(),
        /** Only those with a problem of this code. */
        cause: z.custom<Problem['code']>((value) => typeof value === 'string').nullable(),
        ...part,
      }),
    )
    .output(type<Page<RunItemRow>>()),
  forecast: call.input(plan).output(type<RunForecast>()),
  start: call.input(plan).output(eventIterator(type<RunEvent>())),
  /** What happens from now on, by whichever process; begins with `started` and `progress`, ends with `finished`. */
  follow: call.input(z.strictObject({ runId })).output(eventIterator(type<RunEvent>())),
  pause: call.input(z.strictObject({ runId })).output(type<null>()),
  /** One that is paused goes on where it is; one that was stopped goes on here. */
  resume: call.input(z.strictObject({ runId })).output(eventIterator(type<RunEvent>())),
  /** What failed, alone. */
  retry: call.input(z.strictObject({ runId })).output(eventIterator(type<RunEvent>())),
  cancel: call.input(z.strictObject({ runId })).output(type<null>()),
  /** What `undo` would do now; null: there is nothing to take back. */
  toUndo: call.input(z.strictObject({ runId })).output(type<RunTexts | null>()),
  /** All that the run wrote, whoever started it and whatever came after it, as one step. */
  undo: call.input(z.strictObject({ runId })).output(type<RunTexts | null>()),
  /** What was taken back of it; false: nothing was. */
  redo: call.input(z.strictObject({ runId })).output(type<boolean>()),
} as const;
