/** What can be wrong with a file that is written. */
import type { Sentences } from './sentences.ts';

export type OutputProblem =
  | { readonly code: 'output-unwritable'; readonly path: string; readonly cause: string }
  | { readonly code: 'output-in-use'; readonly path: string }
  | { readonly code: 'output-foreign'; readonly path: string; readonly line: number };

export const outputSentences: Sentences<OutputProblem> = {
  'output-unwritable': ({ cause, path }) =>
    `${path}: it cannot be written (${cause}). Make room or choose another place, then give the ` +
    `same command again: it goes on where it stopped.`,
  'output-in-use': ({ path }) =>
    `${path}: another run is writing this file. Wait until it has ended, or choose another file.`,
  'output-foreign': ({ line, path }) =>
    `${path}, line ${line}: this is not a record of panda-captions, so nothing was written. ` + `Choose another file.`,
};
