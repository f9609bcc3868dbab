/**
 * What a format is, in the same words for all of them: a folder with `write.ts`, `read.ts`, `check.ts`, and `format.ts`
 * that joins them. Knows no format, and nothing of where records come from and go to.
 */
import type { z } from 'zod';
import type { FormatHolds, LeftOutReason } from '../document/dataset-report.ts';
import type { Problem } from '../document/problem.ts';
import type { View } from './expected.ts';
import type { MediaName } from './media-name.ts';
import type { Output } from './output/output.ts';
import type { DatasetRecord } from './record.ts';
import type { Rules } from './rules.ts';

export type Options = Readonly<Record<string, unknown>>;

/** What one record of a file is, for Croissant. */
export interface RecordFields {
  /** How the names of files end that have such records. */
  readonly file: string;
  /** A table's columns, or the keys of each JSON object. */
  readonly by: 'column' | 'key';
  readonly of: readonly { readonly name: string; readonly says: string; readonly type?: `sc:${string}` }[];
}

export interface Format<Chosen extends Options = Options> {
  readonly name: string;
  /** One line, for a list. */
  readonly says: string;
  readonly holds: FormatHolds;
  /** A file for each video, which may also stand beside it; else the files of a folder. */
  readonly filePerVideo: boolean;
  /** Whether its consumer finds the videos by name anywhere, needs them below the data set, or has them in its files. */
  readonly media: 'named' | 'needed' | 'held';
  /** Which files of a split's folder Hugging Face's hub loads, where it can load them; videos that it needs come along. */
  readonly dataFiles?: string;
  readonly fields?: RecordFields;
  /** Every one with a default. */
  readonly options: z.ZodType<Chosen>;
  readonly write: (job: WriteJob<Chosen>) => Promise<void>;
  readonly read: (input: ReadInput<Chosen>) => AsyncIterable<ReadEvent>;
  readonly check: Check<Chosen>;
}

export interface WriteJob<Chosen> {
  /** Those of one video follow each other. */
  readonly records: AsyncIterable<DatasetRecord>;
  readonly output: Output;
  readonly options: Chosen;
  /** What the data set calls a video. */
  readonly mediaName: MediaName;
  /** Whether the videos are part of the data set: a format that holds them reads them from `video.path`. */
  readonly withMedia: boolean;
  /** Which part of the data set this is; null: it is whole. */
  readonly split: string | null;
  /** Call for each record that was written, in the order in which the consumer meets them. */
  readonly wrote: (record: DatasetRecord) => void;
  readonly leaveOut: (reason: LeftOutReason, record: DatasetRecord) => void;
}

/** Reads what was written as its consumer does. Knows nothing of how it was written. */
export interface Check<Chosen> {
  /** What the consumer should get of a record. */
  readonly expected: (record: DatasetRecord, options: Chosen, mediaName: MediaName) => View;
  /** What it gets, in order; and which of its rules hold. */
  readonly found: (job: CheckJob<Chosen>) => AsyncIterable<View>;
}

export interface CheckJob<Chosen> {
  /** Absolute paths of what was written, in the order of writing. */
  readonly files: readonly CheckedFile[];
  readonly options: Chosen;
  readonly rules: Rules;
}

export interface CheckedFile {
  /** Where it will be; below the folder of the export, or absolute. */
  readonly path: string;
  /** Where it is now. */
  readonly staged: string;
}

export interface ReadInput<Chosen> {
  /** A file, or a folder of them. */
  readonly path: string;
  readonly options: Chosen;
  /** Of text files; null: found out. */
  readonly encoding: string | null;
}

/** What a file holds, or what is wrong with a part of it; after a problem the rest is still read where that has a meaning. */
export type ReadEvent =
  | { readonly record: DatasetRecord; readonly path: string; readonly line: number | null }
  | { readonly problem: Problem };

/** Joins a format's parts, which know its options, to what can stand in a list with others. */
export function formatOf<Chosen extends Options>(parts: Format<Chosen>): Format {
  return parts as unknown as Format;
}
