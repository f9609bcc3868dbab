/**
 * How evenly things fall into kinds: counts, and the normalised entropy J = -sum p ln p / ln k over the k kinds that there
 * are (Pielou, "The measurement of diversity in different types of biological collections", 1966). 1: all kinds alike;
 * near 0: nearly all of one. Knows nothing of what the kinds are.
 */

export interface BalanceSummary {
  readonly n: number;
  /** Null where there are fewer than two kinds: there is nothing to balance. */
  readonly evenness: number | null;
  /** The most frequent first, equal ones in the order in which they were met. */
  readonly counts: readonly { readonly value: string; readonly n: number }[];
}

export class Balance {
  readonly #counts = new Map<string, number>();

  /** `kinds` that are to be counted also where there is none of them. */
  constructor(kinds: readonly string[] = []) {
    for (const kind of kinds) this.#counts.set(kind, 0);
  }

  add(value: string): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
  }

  summary(): BalanceSummary {
    const counts = [...this.#counts].map(([value, n]) => ({ value, n })).sort((a, b) => b.n - a.n);
    const n = counts.reduce((sum, count) => sum + count.n, 0);
    return { n, evenness: evenness(counts.map((count) => count.n)), counts };
  }
}

function evenness(counts: readonly number[]): number | null {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0 || counts.length < 2) return null;
  const entropy = counts.reduce((sum, count) => (count === 0 ? sum : sum - (count / n) * Math.log(count / n)), 0);
  return entropy / Math.log(counts.length);
}
