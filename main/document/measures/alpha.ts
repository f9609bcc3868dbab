/**
 * Krippendorff's alpha for nominal values: how far people agree beyond chance. 1: always; 0: as by chance; below: less.
 * Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: any number of people, missing values.
 *
 * In a unit that m people valued, each ordered pair of values counts 1 / (m - 1) in the coincidences o(c, k); n(c) is the
 * sum of a row and n that of all; units with fewer than two values count nothing. Then
 * alpha = ((n - 1) sum o(c, c) - sum n(c) (n(c) - 1)) / (n (n - 1) - sum n(c) (n(c) - 1)).
 * Keeps a count for each value and nothing of the units.
 */

export interface Alpha {
  /** Units that two or more people valued. */
  readonly n: number;
  /** Null where it is not defined: no such unit, or one value only in all of them. */
  readonly alpha: number | null;
  /** Of the pairs, how many agree; null where n is 0. */
  readonly agreement: number | null;
}

export class NominalAlpha {
  readonly #counts = new Map<string, number>();
  #units = 0;
  #pairable = 0;
  #alike = 0;

  /** What each person says of one unit; null: nothing. */
  add(values: readonly (string | null)[]): void {
    const given = values.filter((value) => value !== null);
    if (given.length < 2) return;
    this.#units++;
    this.#pairable += given.length;
    const here = new Map<string, number>();
    for (const value of given) here.set(value, (here.get(value) ?? 0) + 1);
    for (const [value, count] of here) {
      this.#counts.set(value, (this.#counts.get(value) ?? 0) + count);
      this.#alike += (count * (count - 1)) / (given.length - 1);
    }
  }

  result(): Alpha {
    const n = this.#pairable;
    const byChance = [...this.#counts.values()].reduce((sum, count) => sum + count * (count - 1), 0);
    const room = n * (n - 1) - byChance;
    return {
      n: this.#units,
      alpha: room === 0 ? null : ((n - 1) * this.#alike - byChance) / room,
      agreement: n === 0 ? null : this.#alike / n,
    };
  }
}
