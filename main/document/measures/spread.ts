/**
 * The median and other percentiles of many numbers, exact. A percentile between two values is interpolated linearly
 * (definition 7 of Hyndman and Fan, "Sample quantiles in statistical packages", 1996: what R and NumPy do by default).
 * Keeps how often each value was met: shares of short texts repeat, so a million take no room. Knows nothing of what was
 * measured.
 */

export class Spread {
  readonly #timesOf = new Map<number, number>();
  #count = 0;

  get n(): number {
    return this.#count;
  }

  add(value: number): void {
    this.#timesOf.set(value, (this.#timesOf.get(value) ?? 0) + 1);
    this.#count++;
  }

  /** One for each of `shares` (0.5: the median), which ascend; null where there is no number. */
  quantiles<const Shares extends readonly number[]>(shares: Shares): { [Place in keyof Shares]: number | null } {
    const sorted = [...this.#timesOf].sort(([a], [b]) => a - b);
    let at = 0;
    let until = sorted[0]?.[1] ?? 0; // how many numbers are at most sorted[at]
    const valueAt = (place: number): number | null => {
      while (at < sorted.length && until <= place) until += sorted[++at]?.[1] ?? 0;
      return sorted[at]?.[0] ?? null;
    };
    return shares.map((share) => {
      const place = (this.#count - 1) * share;
      const below = valueAt(Math.floor(place));
      const [wasAt, wasUntil] = [at, until];
      const above = valueAt(Math.ceil(place));
      [at, until] = [wasAt, wasUntil]; // the next share may begin between these two
      return below === null || above === null ? null : below + (above - below) * (place - Math.floor(place));
    }) as { [Place in keyof Shares]: number | null };
  }
}
