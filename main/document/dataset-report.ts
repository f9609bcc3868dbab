/**
 * What is said of a data set that was written: what it holds, what was left out and why, and what its consumer's rules
 * say of it, read back. Knows no format.
 */
import type { CheckRule } from './check-rules.ts';
import type { SplitChoice } from './splits.ts';

/** What a format can hold. */
export interface FormatHolds {
  readonly captions: boolean;
  readonly questions: boolean;
  /** Texts about whole videos; about segments. */
  readonly wholeVideos: boolean;
  readonly segments: boolean;
  /** Who made and changed a text, so that an import can restore it. */
  readonly origin: boolean;
}

export const LEFT_OUT_REASONS = [
  'no-text',
  'question',
  'caption',
  'of-a-segment',
  'of-the-whole-video',
  'another-caption',
  'same-name',
  'file-there',
  'no-place',
  'unfit-name',
  'unfit-answer',
  'reads-as-nothing',
  'no-duration',
  'too-short',
  'token-in-text',
  'other-ending',
  'no-prediction',
  'no-pair',
  'undecided',
  'arrow-in-text',
  'video-missing',
  'video-uncuttable',
  'video-too-large',
  'no-frame-rate',
  'no-frame-size',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** Why, in English. */
export const leftOutSentences: Readonly<Record<LeftOutReason, string>> = {
  'no-text': 'there is no text',
  question: 'the format holds captions only',
  caption: 'the format holds questions only',
  'of-a-segment': 'it is about a segment, and the format is about whole videos',
  'of-the-whole-video': 'it is about the whole video, and the format is about segments',
  'another-caption': 'the video has another caption there already: name one track, or allow several',
  'same-name': 'another video would have the same name there',
  'file-there': 'a file is there that says something else: allow overwriting to replace it',
  'no-place': 'it is not known where the video lies',
  'unfit-name': 'the name of the video would be taken for something else there: rename the file',
  'unfit-answer': 'the format wants an answer of another kind: one of five choices, or a number',
  'reads-as-nothing': 'the text is a word that its readers take for nothing (NA, null, None ...)',
  'no-duration': "the format needs the video's length, which is not known",
  'too-short': 'the video has fewer frames than the trainer takes at least',
  'token-in-text': 'the text has <video>, <image> or <audio> in it, which would be taken for another video',
  'other-ending': 'its consumer looks for videos by another ending only',
  'no-prediction': 'no model has written an answer to it',
  'no-pair': 'there is no second question with the same answer',
  undecided: 'no person has decided what is right',
  'arrow-in-text': 'the text has --> in it, which would be taken for a time',
  'video-missing': 'its video is not there, and the data set should hold it',
  'video-uncuttable': 'its segment could not be cut out of the video',
  'video-too-large': 'its video is too large to be held in a row',
  'no-frame-rate': 'the frame rate of the video is not known, and the format counts frames',
  'no-frame-size': 'the width and height of the video are not known, and the format needs them',
};

export interface LeftOut {
  readonly reason: LeftOutReason;
  /** In English. */
  readonly says: string;
  readonly count: number;
  /** The first few: the video and the beginning of the text. */
  readonly examples: readonly string[];
}

export interface CheckedRule {
  readonly rule: CheckRule;
  /** In English. */
  readonly says: string;
  readonly passed: boolean;
  /** How often it was looked at. */
  readonly checked: number;
  readonly failed: number;
  /** Where it does not hold, the first few. */
  readonly examples: readonly string[];
}

export interface WrittenFile {
  /** Below the folder of the export, with `/`; beside a video: absolute. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A video that is part of an export. */
export interface PlacedMedia {
  /** Below the folder of the export, with `/`. */
  readonly path: string;
  readonly bytes: number;
}

export interface DatasetCounts {
  readonly records: number;
  readonly captions: number;
  readonly questions: number;
  readonly videos: number;
  /** By status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Texts in which a model had a part, by its name and version. */
  readonly models: Readonly<Record<string, number>>;
  /** Texts that a person decided, by name. */
  readonly people: Readonly<Record<string, number>>;
}

export interface ExportReport {
  readonly format: string;
  readonly counts: DatasetCounts;
  /** Empty: it is whole. */
  readonly splits: readonly { readonly name: string; readonly records: number }[];
  readonly leftOut: readonly LeftOut[];
  readonly checked: readonly CheckedRule[];
  readonly files: readonly WrittenFile[];
  /** Where `dataset.json` is, as the files' paths say it; null: there is none. */
  readonly manifest: string | null;
}

/** Texts of an export against those of an older one. */
export interface DatasetDiff {
  readonly same: number;
  readonly added: Differing;
  readonly removed: Differing;
  readonly changed: Differing;
  /** The same, in another split than they were in. */
  readonly moved: readonly {
    readonly from: string;
    readonly to: string;
    readonly count: number;
    /** One of them. */
    readonly example: string;
  }[];
  /** Null: both are split in the same way. Of each, null: it is whole. */
  readonly split: { readonly before: SplitChoice | null; readonly now: SplitChoice | null } | null;
}

interface Differing {
  readonly count: number;
  /** The first few. */
  readonly examples: readonly string[];
}
