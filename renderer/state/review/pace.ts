/** How many a minute, of late. Knows nothing of what is done. */

const WINDOW_MS = 10 * 60_000;

export class Pace {
  #times: number[] = [];

  add(nowMs: number): void {
    this.#times = [...this.#times.filter((time) => nowMs - time < WINDOW_MS), nowMs];
  }

  takeBack(): void {
    this.#times.pop();
  }

  /** Null: too few to tell. */
  perMinute(): number | null {
    const [first, last] = [this.#times[0], this.#times.at(-1)];
    if (first === undefined || last === undefined || this.#times.length < 3 || last === first) return null;
    return ((this.#times.length - 1) * 60_000) / (last - first);
  }
}
