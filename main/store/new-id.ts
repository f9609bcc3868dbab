/** Ids that sort in the order in which they were made, also within a millisecond. Knows nothing of what they are for. */
import { randomBytes } from 'node:crypto';
import { idFrom } from '../document/ids.ts';

export type AnyId = ReturnType<typeof idFrom>;
export type NewId = <Any extends AnyId>() => Any;

const COUNTER_DIGITS = 4; // of five bits
const COUNTER_LIMIT = 32 ** COUNTER_DIGITS;

/** `now`: Unix time in milliseconds. */
export function makeIds(now: () => number = Date.now): NewId {
  let atMs = 0;
  let count = 0;
  return <Any extends AnyId>() => {
    const nowMs = now();
    count++;
    if (nowMs > atMs || count === COUNTER_LIMIT) {
      atMs = Math.max(nowMs, atMs + 1); // a clock that is set back does not set the order back
      count = randomBytes(4).readUInt32LE() % (COUNTER_LIMIT / 2);
    }
    const chance = randomBytes(10);
    for (let digit = 0; digit < COUNTER_DIGITS; digit++) {
      chance[digit] = (count >> (5 * (COUNTER_DIGITS - 1 - digit))) & 31;
    }
    return idFrom<Any>(atMs, chance);
  };
}
