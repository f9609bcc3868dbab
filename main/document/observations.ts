/**
 * What a project has seen rather than decided: files on a disk, runs and their ledgers, time spent. It is kept beside the
 * records, is not journalled, and is not undone. Knows nothing of how it is seen.
 */
import type { ItemId, PersonId, RunId, StepId, VideoId } from './ids.ts';
import type { Problem } from './problem.ts';
import type { Recipe } from './recipe.ts';
import type { ModelName, SamplingRecord, TimeMs } from './records.ts';
import type { Us } from './time.ts';

/** `unseen`: listed, not yet looked at. `changed`: another content than the one that was annotated. */
export const FILE_STATES = ['unseen', 'present', 'missing', 'changed'] as const;
export type FileState = (typeof FILE_STATES)[number];

export interface VideoFile {
  readonly videoId: VideoId;
  readonly state: FileState;
  readonly sizeBytes: number | null;
  readonly modifiedMs: TimeMs | null;
  /** Of the content that was annotated; null until it was read. */
  readonly fingerprint: string | null;
  /** Null until it was probed, or where `problem` says why it cannot be. */
  readonly facts: VideoFacts | null;
  readonly problem: Problem | null;
}

export interface VideoFacts {
  readonly durationUs: Us;
  readonly width: number;
  readonly height: number;
  readonly averageFps: number;
  readonly frameCount: number;
  readonly variableFrameRate: boolean;
  readonly codec: string;
  readonly hasAudio: boolean;
  readonly warnings: readonly Problem[];
}

export const RUN_POLICIES = ['skip', 'overwrite', 'append', 'fill'] as const;
/**
 * `skip`: what has a text already, a model's or a person's, is left. `fill`: only what has no text, or nothing but junk.
 * `append`: a further suggestion beside those there are. `overwrite`: a new suggestion in place of a model's, never of a
 * person's word.
 */
export type RunPolicy = (typeof RUN_POLICIES)[number];

export const RUN_STATES = ['running', 'paused', 'stopped', 'cancelled', 'finished'] as const;
/** `stopped`: it ended before its end (a crash, Ctrl+C) and can go on. */
export type RunState = (typeof RUN_STATES)[number];

export interface Run {
  readonly id: RunId;
  readonly state: RunState;
  readonly recipe: Recipe;
  readonly model: ModelName;
  readonly policy: RunPolicy;
  /** Which videos: those that were named (absolute paths of files and folders); null: all of the project. */
  readonly named: readonly string[] | null;
  /** Of those, which, as a query; null: all. */
  readonly only: string | null;
  /** The most of those; null: all. */
  readonly limit: number | null;
  /** They are done in an order of chance; null: in natural order. */
  readonly shuffleSeed: number | null;
  /** Whether it writes about videos of a kind that the model does not know. */
  readonly anyway: boolean;
  readonly sampling: SamplingRecord;
  readonly startedBy: PersonId;
  readonly startedAtMs: TimeMs;
  readonly endedAtMs: TimeMs | null;
  /** The one step that takes all of it back; null until it wrote anything. */
  readonly stepId: StepId | null;
}

export const RUN_ITEM_STATES = ['waiting', 'working', 'done', 'skipped', 'failed'] as const;
export type RunItemState = (typeof RUN_ITEM_STATES)[number];

/** One video of a run. */
export interface RunItem {
  readonly runId: RunId;
  readonly videoId: VideoId;
  /** Its place in the run. */
  readonly position: number;
  readonly state: RunItemState;
  readonly attempts: number;
  readonly problem: Problem | null;
  readonly seconds: number | null;
  readonly tokens: number | null;
  /** Texts that it wrote. */
  readonly texts: number | null;
}

/** Time that a person was at an item: focus with input or playback, idle time cut out. */
export interface Activity {
  readonly itemId: ItemId;
  readonly personId: PersonId;
  readonly atMs: TimeMs;
  readonly activeMs: number;
  /** Whether a suggestion was on the screen. */
  readonly sawSuggestion: boolean;
}
