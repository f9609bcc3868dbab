/** What can be wrong with a benchmark, and with a judge of its answers. */
import type { Sentences } from './sentences.ts';

export type EvaluationProblem =
  | { readonly code: 'benchmark-empty'; readonly path: string; readonly problems: number }
  | { readonly code: 'benchmark-ids'; readonly path: string; readonly id: string }
  | { readonly code: 'judge-prompts-unreadable'; readonly path: string; readonly cause: string }
  | { readonly code: 'judge-unreachable'; readonly endpoint: string; readonly cause: string }
  | { readonly code: 'judge-refused'; readonly endpoint: string; readonly model: string; readonly cause: string };

export const evaluationSentences: Sentences<EvaluationProblem> = {
  'benchmark-empty': ({ path, problems }) =>
    `${path}: there is no question with its answer in it${problems === 0 ? '' : ` (${problems} parts could not be read)`}. ` +
    `Name the files of a benchmark, and their format where they do not tell it.`,
  'benchmark-ids': ({ id, path }) =>
    `${path}: the id ${id} stands at several questions, so their answers cannot be told apart. Correct it there.`,
  'judge-prompts-unreadable': ({ cause, path }) =>
    `${path}: these are no prompts for a judge (${cause}). Correct the file, or leave it out to take the program's own.`,
  'judge-unreachable': ({ cause, endpoint }) =>
    `${endpoint}: the judge cannot be reached (${cause}). What it said until now is kept: give the same command again to go on.`,
  'judge-refused': ({ cause, endpoint, model }) =>
    `${endpoint}: the judge ${model} refused to answer (${cause}). Check the address, the model's name and the key.`,
};
