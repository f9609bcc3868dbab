/** The numbers that some data sets give their rows: as they were imported where that is possible, else the next. */

export class Numbers {
  readonly #from: number;
  /** All from the first up to this one are taken. */
  #next: number;
  /** Those that are taken beyond it. */
  readonly #beyond = new Set<number>();

  constructor({ from }: { readonly from: number }) {
    this.#from = from;
    this.#next = from;
  }

  /** `kept`: what the row had where it came from. No number is given twice. */
  take(kept: unknown): number {
    const isFree = typeof kept === 'number' && Number.isSafeInteger(kept) && !this.#isTaken(kept);
    const number = isFree ? kept : this.#next;
    if (number === this.#next) this.#next++;
    else this.#beyond.add(number);
    while (this.#beyond.delete(this.#next)) this.#next++;
    return number;
  }

  #isTaken(number: number): boolean {
    return (number >= this.#from && number < this.#next) || this.#beyond.has(number);
  }
}
