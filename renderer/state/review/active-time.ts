/** How long a person was at something: input or playback, with what lies idle for over half a minute cut out. */

const IDLE_MS = 30_000;

export class ActiveTime {
  #activeMs = 0;
  #last: number;

  constructor(nowMs: number) {
    this.#last = nowMs;
  }

  /** Something was pressed or moved, or is playing. */
  touch(nowMs: number): void {
    const since = nowMs - this.#last;
    if (since <= IDLE_MS) this.#activeMs += Math.max(0, since);
    this.#last = nowMs;
  }

  /** Up to now, if the person is still there. */
  readMs(nowMs: number): number {
    this.touch(nowMs);
    return Math.round(this.#activeMs);
  }
}
