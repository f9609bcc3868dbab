/** What can be wrong with what a person names or lists. */
import type { Sentences } from './sentences.ts';
import { place } from './wording.ts';

export type InputProblem =
  | { readonly code: 'folder-unreadable'; readonly path: string; readonly cause: string }
  | { readonly code: 'list-unreadable'; readonly path: string; readonly line: number | null; readonly cause: string }
  | {
      readonly code: 'questions-unreadable';
      readonly path: string;
      readonly line: number | null;
      readonly cause: string;
    };

export const inputSentences: Sentences<InputProblem> = {
  'folder-unreadable': ({ cause, path }) => `${path}: this folder cannot be opened (${cause}). Check who may read it.`,
  'list-unreadable': ({ path, line, cause }) =>
    `${place({ path, line })}: this list cannot be read (${cause}). Correct that line and start again.`,
  'questions-unreadable': ({ path, line, cause }) =>
    `${place({ path, line })}: these questions cannot be read (${cause}). Correct that line and start again.`,
};
