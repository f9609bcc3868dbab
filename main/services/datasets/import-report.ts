/** What a data set has of a project's videos, and what became or would become of it. */
import type { ImportOutcome, ImportReport, Unmatched } from '../../contract/datasets.ts';
import type { Step } from '../../document/edit.ts';
import type { VideoId } from '../../document/ids.ts';
import type { Problem } from '../../document/problem.ts';
import type { DatasetRecord } from '../../formats/index.ts';

const EXAMPLES = 20;

export class ImportCount {
  matched = 0;
  newSegments = 0;
  readonly #videos = new Set<VideoId>();
  readonly #outcomes: Record<ImportOutcome, number> = { new: 0, changed: 0, same: 0, kept: 0 };
  readonly #unmatched: Unmatched[] = [];
  #unmatchedCount = 0;
  readonly #problems: Problem[] = [];
  #problemCount = 0;

  get records(): number {
    return this.matched + this.#unmatchedCount;
  }

  addMatched(videoId: VideoId, outcome: ImportOutcome): void {
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
