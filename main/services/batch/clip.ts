/** One piece of a batch's work, before anything is known of the video. */
import type { Question } from '../../document/question.ts';
import type { Span } from '../../document/time.ts';

export interface BatchClip {
  /** Absolute. */
  readonly path: string;
  /** Where it lies below the folder that was named, for what mirrors that folder. */
  readonly relativePath: string;
  /** Null: the whole video. */
  readonly span: Span | null;
  /** What to ask for the caption; null: no caption. */
  readonly prompt: string | null;
  readonly questions: readonly Question[];
}
