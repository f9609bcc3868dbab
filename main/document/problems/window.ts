/** What can be in the way of what is asked from a window: it may show what is no more. */
import type { RecordType } from '../records.ts';
import { clockFromUs } from '../time.ts';
import type { Us } from '../time.ts';
import type { Sentences } from './sentences.ts';

export type WindowProblem =
  | { readonly code: 'no-project-open' }
  /** Somebody took it away, or took back that it was made. */
  | { readonly code: 'record-gone'; readonly type: RecordType; readonly id: string }
  | { readonly code: 'split-outside'; readonly atUs: Us }
  | { readonly code: 'segments-apart' };

export const windowSentences: Sentences<WindowProblem> = {
  'no-project-open': () => 'No project is open any more. Open it again.',
  'record-gone': ({ type, id }) => `The ${type} ${id} is not in the project any more. Look at what is there now.`,
  'split-outside': ({ atUs }) => `${clockFromUs(atUs)} is not within the segment. Move to a place within it first.`,
  'segments-apart': () => 'These segments are of several videos. Choose segments of one video.',
};
