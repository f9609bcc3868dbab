/** How fast it plays: each press doubles or halves, through slow to backwards. Knows no player. */

/** Below 0: backwards. Browsers play at 16 times at most. */
const SPEEDS = [-16, -8, -4, -2, -1, 0.25, 0.5, 1, 2, 4, 8, 16] as const;

export function faster(speed: number): number {
  return SPEEDS.find((each) => each > speed) ?? 16;
}

export function slower(speed: number): number {
  return SPEEDS.findLast((each) => each < speed) ?? -16;
}

/** `2×`, `½×`. */
export function shownSpeed(speed: number): string {
  const fractions: Readonly<Record<string, string>> = { '0.25': '¼', '0.5': '½' };
  return `${(fractions[String(speed)] ?? String(speed)).replace('-', '−')}×`;
}
