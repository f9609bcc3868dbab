/**
 * How much of each video has texts. A text counts where it stands: not where it was rejected or skipped. It covers its
 * segment, or else its evidence, or else the whole video; `inParts` leaves the last kind out.
 */
import { coverage } from '../../document/measures/coverage.ts';
import type { Span } from '../../document/time.ts';
import { says } from './asking.ts';
import type { Asking } from './asking.ts';
import type { StatsReport } from '../../document/measures/stats-report.ts';
import type { Seen, SeenVideo } from './seen.ts';

type CoverageReport = StatsReport['coverage'];
type Covered = CoverageReport['least'][number];

const LISTED = 10;

export class CoverageTally {
  readonly #asking: Asking;
  #videos = 0;
  #unknown = 0;
  #without = 0;
  #sum = 0;
  #sumInParts = 0;
  #least: Covered[] = [];

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  addVideo({ video, durationUs, segments, items }: SeenVideo): void {
    if (video.excluded) return;
    if (durationUs === null || durationUs <= 0) {
      this.#unknown++;
      return;
    }
    const spans = items.map((seen) => spanOf(seen, segments)).filter((span) => span !== 'nothing');
    const parts = spans.filter((span) => span !== 'whole');
    const inParts = coverage(parts, durationUs);
    const covered = spans.length > parts.length ? 1 : inParts;
    this.#videos++;
    if (spans.length === 0) this.#without++;
    this.#sum += covered;
    this.#sumInParts += inParts;
    this.#keep({
      videoId: video.id,
      path: video.path,
      durationUs,
      covered,
      inParts,
      query: this.#asking(says('path', video.path)),
    });
  }

  result(): CoverageReport {
    const n = this.#videos;
    return {
      n,
      unknownDuration: this.#unknown,
      without: this.#without,
      mean: n === 0 ? null : this.#sum / n,
      meanInParts: n === 0 ? null : this.#sumInParts / n,
      query: this.#asking(),
      least: this.#least,
    };
  }

  /** Videos come in their natural order, which equal ones keep. */
  #keep(one: Covered): void {
    const worst = this.#least.at(-1);
    if (this.#least.length === LISTED && worst !== undefined && byCoverage(one, worst) >= 0) return;
    this.#least = [...this.#least, one].sort(byCoverage).slice(0, LISTED);
  }
}

function byCoverage(a: Covered, b: Covered): number {
  return a.covered - b.covered || a.inParts - b.inParts;
}

function spanOf({ texts: { item }, standing }: Seen, segments: SeenVideo['segments']): Span | 'whole' | 'nothing' {
  if (standing.text === null || standing.status === 'rejected' || standing.status === 'skipped') return 'nothing';
  const segment = item.segmentId === null ? undefined : segments.get(item.segmentId);
  return segment ?? (standing.response ?? standing.suggestion)?.span ?? 'whole';
}
