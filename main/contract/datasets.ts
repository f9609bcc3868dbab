/** Data sets: the formats there are, writing one and having it checked, bringing one in. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { DatasetAbout } from '../document/dataset-about.ts';
import type { DatasetCounts, ExportReport, FormatHolds, LeftOut } from '../document/dataset-report.ts';
import type { Step } from '../document/edit.ts';
import type { VideoId } from '../document/ids.ts';
import type { Problem } from '../document/problem.ts';
import type { SplitChoice } from '../document/splits.ts';
import { STATUSES } from '../document/status.ts';
import type { Span } from '../document/time.ts';
import { call, path, query } from './call.ts';

export interface FormatDescription {
  readonly name: string;
  /** One line, in English. */
  readonly says: string;
  readonly holds: FormatHolds;
  /** A file for each video, which may also stand beside it. */
  readonly filePerVideo: boolean;
  /** `needed`: its consumer needs the videos below the data set; `held`: in its files; `named`: finds them anywhere. */
  readonly media: 'named' | 'needed' | 'held';
  readonly options: readonly FormatOption[];
}

export interface FormatOption {
  readonly name: string;
  readonly says: string;
  readonly type: 'text' | 'yes-no';
  /** What it can be; empty: any text that fits. */
  readonly values: readonly string[];
  readonly default: unknown;
}

/** The beginning of what an export would write. */
export interface ExportPreview {
  /** Texts that would be looked at, of the whole export. */
  readonly texts: number;
  /** The first files, cut. */
  readonly files: readonly { readonly path: string; readonly text: string; readonly cut: boolean }[];
  /** Of the first texts alone, as what follows. */
  readonly counts: DatasetCounts;
  readonly leftOut: readonly LeftOut[];
}

export type ExportEvent =
  | { readonly event: 'progress'; readonly phase: 'comparing' | 'writing' | 'checking'; readonly done: number }
  | { readonly event: 'done'; readonly report: ExportReport };

export const MEDIA_MODES = ['none', 'link', 'copy', 'clip'] as const;
/** How the videos are part of an export. `clip`: segments are cut out, their texts then about whole videos. */
export type MediaMode = (typeof MEDIA_MODES)[number];

const split = z.strictObject({
  shares: z.string().max(40),
  seed: z.int(),
  by: z.string().min(1).max(200),
}) satisfies z.ZodType<SplitChoice>;

const about = z.strictObject({
  license: z.string().min(1).max(500).nullable(),
  url: z.string().min(1).max(2000).nullable(),
  published: z.string().max(10).nullable(),
}) satisfies z.ZodType<DatasetAbout>;

export const MATCHES = ['auto', 'path', 'stem', 'id', 'fingerprint'] as const;
/** `auto`: by content where it is known, else by path, else by name. */
export type MatchBy = (typeof MATCHES)[number];

export const IMPORTS_AS = ['given', 'response', 'suggestion'] as const;
/** `given`: by whom the record says, where it does. */
export type ImportAs = (typeof IMPORTS_AS)[number];

/** `kept`: a person has decided otherwise, and that was left. */
export type ImportOutcome = 'new' | 'changed' | 'same' | 'kept';

export interface Unmatched {
  /** What the data set calls the video. */
  readonly video: string;
  readonly why: 'no-video' | 'several-videos';
  readonly path: string;
  readonly line: number | null;
}

/** What a data set has of a project's videos, and what became or would become of it. */
export interface ImportReport {
  readonly records: number;
  /** Records that are about a video of the project. */
  readonly matched: number;
  readonly videos: number;
  readonly outcomes: Readonly<Record<ImportOutcome, number>>;
  readonly newSegments: number;
  readonly unmatched: { readonly count: number; readonly examples: readonly Unmatched[] };
  /** What could not be read. */
  readonly problems: { readonly count: number; readonly examples: readonly Problem[] };
  /** Takes all of it back when undone; null: nothing was written. */
  readonly step: Step | null;
}

export interface ImportSource {
  readonly format: string;
  readonly path: string;
  /** What an export of ours was written with. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/** One record as it was read, and the video that it would go to. */
export interface ImportedRecord {
  readonly path: string;
  readonly line: number | null;
  /** What the data set calls the video. */
  readonly video: string;
  readonly match: { readonly videoId: VideoId; readonly videoName: string } | Unmatched['why'];
  readonly span: Span | null;
  /** Null: a caption. */
  readonly question: string | null;
  readonly track: string | null;
  readonly text: string | null;
}

export type ImportEvent =
  { readonly event: 'progress'; readonly records: number } | { readonly event: 'done'; readonly report: ImportReport };

const options = z.record(z.string(), z.unknown());

const chosen = {
  format: z.string().min(1).max(64),
  options,
  query,
  statuses: z.array(z.enum(STATUSES)).min(1),
  /** Of captions; null: all. */
  tracks: z.array(z.string()).nullable(),
};

const source = z.strictObject({ format: z.string().min(1).max(64), path, options: options.optional() });

const plan = {
  sources: z.array(source).min(1).max(1000),
  by: z.enum(MATCHES),
  /** For captions that say none. */
  track: z.string().min(1).max(64),
  /** Of segments that say none. */
  tier: z.string().min(1).max(64),
  /** Null: as the records say where the format can, else as the word of this person. */
  as: z.enum(IMPORTS_AS).nullable(),
  /** Whether what a person has decided otherwise is replaced. */
  overwrite: z.boolean(),
  /** Of text files; null: found out. */
  encoding: z.string().max(40).nullable(),
  options,
};

export const datasets = {
  formats: call.output(type<readonly FormatDescription[]>()),
  preview: call.input(z.strictObject(chosen)).output(type<ExportPreview>()),
  /** Leaving the stream before its end stops it; then nothing has changed. */
  export: call
    .input(
      z.strictObject({
        ...chosen,
        /** The folder; null: only beside the videos. */
        out: path.nullable(),
        beside: z.boolean(),
        /** Whether a file beside a video that says something else may be replaced. */
        overwrite: z.boolean(),
        /** Null: as the format needs it. */
        media: z.enum(MEDIA_MODES).nullable(),
        /** Null: all in one. Videos that are nearly the same stay together. */
        split: split.nullable(),
        about,
      }),
    )
    .output(eventIterator(type<ExportEvent>())),
  /** What is there in files and folders; `paths` empty: beside the project's videos. `format` null: told by the names. */
  sources: call
    .input(z.strictObject({ paths: z.array(path).max(1000), format: z.string().nullable() }))
    .output(type<readonly ImportSource[]>()),
  /** The first records, and which videos they are about. */
  sample: call
    .input(z.strictObject({ ...plan, limit: z.int().min(1).max(200) }))
    .output(type<{ readonly records: readonly ImportedRecord[]; readonly problems: readonly Problem[] }>()),
  /** `dryRun`: nothing is written, and the report says what would be. Leaving the stream before its end stops it. */
  import: call.input(z.strictObject({ ...plan, dryRun: z.boolean() })).output(eventIterator(type<ImportEvent>())),
} as const;
