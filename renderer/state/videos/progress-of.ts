/** How far a video is, in words' numbers and in the five parts of its strip. Knows no colour and no language. */
import type { VideoRow } from '../../../main/contract/index.ts';
import type { Status } from '../../../main/document/status.ts';

export interface VideoProgress {
  readonly texts: number;
  /** Of them, those that wait for a decision. */
  readonly left: number;
  /** How much of the video has a text, 0 to 1; null: not known. */
  readonly coverage: number | null;
}

export type Part = 'decided' | 'suggested' | 'empty';

const PARTS = 5;
const WAITING: readonly Status[] = ['todo', 'suggested', 'editing'];

export function progressOf({ counts, coverage }: Pick<VideoRow, 'counts' | 'coverage'>): VideoProgress {
  const of = (statuses: readonly Status[]) => statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  const texts = of(Object.keys(counts) as Status[]);
  return { texts, left: of(WAITING), coverage };
}

/** What is covered, of which the decided share first; anything that is there at all is at least one part. */
export function stripOf({ counts, coverage }: Pick<VideoRow, 'counts' | 'coverage'>): readonly Part[] {
  const { texts, left } = progressOf({ counts, coverage });
  const written = texts - (counts.todo ?? 0);
  const covered = written === 0 ? 0 : atLeastOne((coverage ?? 1) * PARTS);
  const decided = texts === left ? 0 : Math.min(covered, atLeastOne(((texts - left) / written) * covered));
  const shown = left > (counts.todo ?? 0) && decided === covered && covered > 1 ? decided - 1 : decided;
  return Array.from({ length: PARTS }, (_, part) =>
    part < shown ? 'decided' : part < covered ? 'suggested' : 'empty',
  );
}

function atLeastOne(parts: number): number {
  return Math.max(1, Math.round(parts));
}
