/** What a data set has of a project's videos, and what became or would become of it. */
import type { Step } from '../../document/edit.ts';
import type { VideoId } from '../../document/ids.ts';
import type { Problem } from '../../document/problem.ts';
import type { DatasetRecord } from '../../formats/index.ts';

/** `kept`: a person has decided otherwise, and that was left. */
export type Outcome = 'new' | 'changed' | 'same' | 'kept';

export interface Unmatched {
  /** What the data set calls the video. */
  readonly video: string;
  readonly why: 'no-video' | 'several-videos';
  readonly path: string;
  readonly line: number | null;
}

export interface ImportReport {
  readonly records: number;
  /** Records that are about a video of the project. */
  readonly matched: number;
  readonly videos: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly newSegments: number;
  readonly unmatched: { readonly count: number; readonly examples: readonly Unmatched[] };
  /** What could not be read. */
  readonly problems: { readonly count: number; readonly examples: readonly Problem[] };
  /** Takes all of it back when undone; null: nothing was written. */
  readonly step: Step | null;
}

const EXAMPLES = 20;

export class ImportCount {
  matched = 0;
  newSegments = 0;
  readonly #videos = new Set<VideoId>();
  readonly #outcomes: Record<Outcome, number> = { new: 0, changed: 0, same: 0, kept: 0 };
  readonly #unmatched: Unmatched[] = [];
  #unmatchedCount = 0;
  readonly #problems: Problem[] = [];
  #problemCount = 0;

  get records(): number {
    return this.matched + this.#unmatchedCount;
  }

  addMatched(videoId: VideoId, outcome: Outcome): void {
    this.matched++;
    this.#videos.add(videoId);
    this.#outcomes[outcome]++;
  }

  /** A segment without a text. */
  addSegmentOnly(videoId: VideoId): void {
    this.matched++;
    this.#videos.add(videoId);
  }

  addUnmatched({ video }: DatasetRecord, { path, line, why }: Omit<Unmatched, 'video'>): void {
    this.#unmatchedCount++;
    if (this.#unmatched.length < EXAMPLES) {
      this.#unmatched.push({ video: video.relativePath ?? video.stem, why, path, line });
    }
  }

  addProblem(problem: Problem): void {
    this.#problemCount++;
    if (this.#problems.length < EXAMPLES) this.#problems.push(problem);
  }

  report(step: Step | null): ImportReport {
    return {
      records: this.records,
      matched: this.matched,
      videos: this.#videos.size,
      outcomes: this.#outcomes,
      newSegments: this.newSegments,
      unmatched: { count: this.#unmatchedCount, examples: this.#unmatched },
      problems: { count: this.#problemCount, examples: this.#problems },
      step,
    };
  }
}
