/**
 * The median and the 90th percentile of many numbers, exact. A percentile between two values is interpolated linearly
 * (definition 7 of Hyndman and Fan, "Sample quantiles in statistical packages", 1996: what R and NumPy do by default).
 * Takes 8 bytes a number. Knows nothing of what was measured.
 */

export interface SpreadSummary {
  readonly n: number;
  /** Null where n is 0. */
  readonly median: number | null;
  readonly p90: number | null;
}

export class Spread {
  #values = new Float64Array(64);
  #count = 0;

  add(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = value;
  }

  summary(): SpreadSummary {
    const sorted = this.#values.subarray(0, this.#count).sort();
    return { n: this.#count, median: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) };
  }
}

function quantile(sorted: Float64Array, share: number): number | null {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}
