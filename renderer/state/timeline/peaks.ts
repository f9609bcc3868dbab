/** The sound under each pixel. Knows no canvas. */

interface Sound {
  readonly perSecond: number;
  /** Lowest and highest of each part, in turns. */
  readonly peaks: readonly number[];
}

/** Lowest and highest under each of `count` pixels; nothing is heard outside. */
export function peaksOf(
  { peaks, perSecond }: Sound,
  seconds: { readonly from: number; readonly to: number },
  count: number,
): (readonly [low: number, high: number])[] {
  const parts = peaks.length / 2;
  const partAt = (x: number) => (seconds.from + (x / count) * (seconds.to - seconds.from)) * perSecond;
  return Array.from({ length: count }, (_, x) => {
    const first = Math.max(0, Math.floor(partAt(x)));
    const last = Math.min(parts, Math.max(first + 1, Math.ceil(partAt(x + 1))));
    let [low, high] = [0, 0];
    for (let part = first; part < last; part++) {
      low = Math.min(low, peaks[2 * part] as number);
      high = Math.max(high, peaks[2 * part + 1] as number);
    }
    return [low, high] as const;
  });
}
