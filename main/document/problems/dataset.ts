/** What can be wrong with a data set that is written or read. */
import { ruleSentences } from '../check-rules.ts';
import type { CheckRule } from '../check-rules.ts';
import { leftOutSentences } from '../dataset-report.ts';
import type { LeftOutReason } from '../dataset-report.ts';
import type { Sentences } from './sentences.ts';
import { list, place } from './wording.ts';

export type DatasetProblem =
  | { readonly code: 'dataset-missing'; readonly path: string }
  | {
      readonly code: 'dataset-unreadable';
      readonly path: string;
      readonly line: number | null;
      readonly format: string;
      readonly cause: string;
    }
  | { readonly code: 'dataset-unwritable'; readonly path: string; readonly cause: string }
  | { readonly code: 'dataset-occupied'; readonly path: string }
  /** Why each text was left out; none: there was no text at all. */
  | {
      readonly code: 'dataset-empty';
      readonly path: string;
      readonly reasons: readonly { readonly reason: LeftOutReason; readonly count: number }[];
    }
  | {
      readonly code: 'dataset-check-failed';
      readonly path: string;
      readonly failed: readonly { readonly rule: CheckRule; readonly examples: readonly string[] }[];
    }
  | { readonly code: 'dataset-format-unknown'; readonly format: string; readonly known: readonly string[] }
  | { readonly code: 'dataset-unrecognised'; readonly path: string; readonly known: readonly string[] }
  | { readonly code: 'dataset-option-wrong'; readonly format: string; readonly option: string; readonly cause: string }
  | { readonly code: 'dataset-unmatched'; readonly path: string; readonly count: number }
  | { readonly code: 'splits-unreadable'; readonly text: string };

export const datasetSentences: Sentences<DatasetProblem> = {
  'dataset-missing': ({ path }) => `${path}: there is no such file or folder. Check the path.`,
  'dataset-unreadable': ({ cause, format, line, path }) =>
    `${place({ path, line })}: this cannot be read as ${format} (${cause}). Correct it there, or name its real format.`,
  'dataset-unwritable': ({ cause, path }) =>
    `${path}: the data set could not be written (${cause}). What was there before is untouched. ` +
    `Make room or choose another place.`,
  'dataset-occupied': ({ path }) =>
    `${path}: something is there that is no earlier export, so it was left alone. Choose another place.`,
  'dataset-empty': ({ path, reasons }) =>
    `${path}: nothing was left to write (${reasons.length === 0 ? 'no text is among those asked for; drafts that nobody has decided on are written only where they are asked for' : list(reasons.map(({ count, reason }) => `${count}: ${leftOutSentences[reason]}`))}). Choose other texts or another format; nothing was changed.`,
  'dataset-check-failed': ({ failed, path }) =>
    `${path}: what was written, read back, is not what should be there (${failed.map(({ rule, examples }) => [ruleSentences[rule], ...examples].join(': ')).join('; ')}). ` +
    `Nothing was changed. Try another place; if it happens again it is a fault of this program.`,
  'dataset-format-unknown': ({ format, known }) => `There is no format called ${format}. There are: ${list(known)}.`,
  'dataset-unrecognised': ({ known, path }) =>
    `${path}: neither its name nor how it begins tells which format this is in. Name the format. There are: ${list(known)}.`,
  'dataset-option-wrong': ({ cause, format, option }) => `${format}, option ${option}: ${cause}. Correct the option.`,
  'dataset-unmatched': ({ count, path }) =>
    `${path}: none of its ${count} records is about a video of this project. ` +
    `Add the videos first, or match them in another way.`,
  'splits-unreadable': ({ text }) =>
    `${text}: these are no shares of a data set. Write two or three numbers, as 90/10 (train, test) or 80/10/10 ` +
    `(train, validation, test).`,
};
