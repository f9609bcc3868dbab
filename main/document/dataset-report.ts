/**
 * What is said of a data set that was written: what it holds, what was left out and why, and what its consumer's rules
 * say of it, read back. Knows no format.
 */

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
  'arrow-in-text',
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
  'arrow-in-text': 'the text has --> in it, which would be taken for a time',
};

export interface LeftOut {
  readonly reason: LeftOutReason;
  /** In English. */
  readonly says: string;
  readonly count: number;
  /** The first few: the video and the beginning of the text. */
  readonly examples: readonly string[];
}

/** The rules that consumers rely on, in English. Which of them are looked at is a matter of the format. */
export const ruleSentences = {
  'same-records': 'every record is there as it should be',
  'as-many-records': 'there are as many records as were written',
  schema: 'every line is a record of the schema',
  'one-line': 'a caption has no line break',
  'some-text': 'no caption is empty',
  'nothing-around': 'nothing stands before or after the caption',
  'video-name': 'the file is named as its video',
  numbered: 'the numbers go 1, 2, 3',
  timed: 'every text has its times',
  forwards: 'every text ends after it begins',
  'in-order': 'they are in the order of their times',
  webvtt: 'the file begins with WEBVTT',
  'arrow-free-notes': 'no note has --> in it',
  'arrow-free-texts': 'no text has --> in it',
  'llc-version': 'the project is of version 2',
  'segments-forwards': 'every segment ends after it begins',
  'answers-in-place': 'each answer stands at the position of its question',
  'as-many-answers': 'there are as many answers as questions',
  'ids-once': 'no question_id stands twice',
} as const;
export type CheckRule = keyof typeof ruleSentences;

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
  readonly leftOut: readonly LeftOut[];
  readonly checked: readonly CheckedRule[];
  readonly files: readonly WrittenFile[];
  /** Where `dataset.json` is, as the files' paths say it; null: there is none. */
  readonly manifest: string | null;
}
