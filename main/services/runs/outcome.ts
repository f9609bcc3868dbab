/** What became of one video of a run, before it is kept. Plain data. */
import type { VideoFile } from '../../document/observations.ts';
import type { Problem } from '../../document/problem.ts';
import type { Item, Segment, Suggestion } from '../../document/records.ts';

export interface WrittenText {
  /** As it is, or as it is to be made. */
  readonly item: Item;
  readonly suggestion: Suggestion;
}

export type Outcome =
  | {
      readonly kind: 'done';
      /** To be made, before the texts that are about them. */
      readonly segments: readonly Segment[];
      readonly texts: readonly WrittenText[];
      /** Proposals of earlier runs that these replace. */
      readonly replaced: readonly Item[];
      /** What was found out about the file on the way; null: nothing new. */
      readonly file: VideoFile | null;
      /** What kept texts from being written, although nothing failed. */
      readonly problem: Problem | null;
      readonly tokens: number;
    }
  /** There is nothing to do about it. */
  | { readonly kind: 'skipped' };
