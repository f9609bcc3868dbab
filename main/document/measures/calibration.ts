/**
 * Whether a model is as sure as it is right: its suggestions in buckets of confidence, and of each bucket the share that
 * was right (here: accepted as is). ECE, the expected calibration error (Naeini, Cooper and Hauskrecht, 2015; Guo et al.,
 * "On calibration of modern neural networks", 2017): sum over buckets of n(b) / n * |right(b) - confidence(b)|.
 * Buckets are of equal width, the upper end is the next one's, 1 belongs to the last. Keeps sums and nothing of the texts.
 */

export interface CalibrationBucket {
  /** Confidence from here ... */
  readonly from: number;
  /** ... to below here; the last holds 1 too. */
  readonly to: number;
  readonly n: number;
  /** Mean; null where n is 0. */
  readonly confidence: number | null;
  /** Share; null where n is 0. */
  readonly right: number | null;
}

export interface CalibrationSummary {
  readonly n: number;
  /** 0: as sure as it is right; null where n is 0. */
  readonly ece: number | null;
  readonly buckets: readonly CalibrationBucket[];
}

export class Calibration {
  readonly #buckets: { n: number; confidence: number; right: number }[];

  constructor(buckets = 10) {
    this.#buckets = Array.from({ length: buckets }, () => ({ n: 0, confidence: 0, right: 0 }));
  }

  /** `confidence`: 0 to 1. */
  add({ confidence, right }: { readonly confidence: number; readonly right: boolean }): void {
    const last = this.#buckets.length - 1;
    const bucket = this.#buckets[Math.min(last, Math.floor(confidence * this.#buckets.length))];
    if (bucket === undefined) throw new RangeError(`confidence ${confidence} is not within 0 and 1`);
    bucket.n++;
    bucket.confidence += confidence;
    bucket.right += right ? 1 : 0;
  }

  summary(): CalibrationSummary {
    const n = this.#buckets.reduce((sum, bucket) => sum + bucket.n, 0);
    const off = this.#buckets.reduce((sum, { confidence, right }) => sum + Math.abs(right - confidence), 0);
    const width = this.#buckets.length;
    return {
      n,
      ece: n === 0 ? null : off / n,
      buckets: this.#buckets.map((bucket, at) => ({
        from: at / width,
        to: (at + 1) / width,
        n: bucket.n,
        confidence: bucket.n === 0 ? null : bucket.confidence / bucket.n,
        right: bucket.n === 0 ? null : bucket.right / bucket.n,
      })),
    };
  }
}
