/**
 * Time, as the whole project means it: whole microseconds of presentation time, from 0 at a video's first frame.
 * Knows nothing of frames and rates: a frame number is derived from the times of a video's own frames.
 */

/** Microseconds, a whole number. */
export type Us = number;

export const US_PER_SECOND = 1_000_000;

/** The microsecond nearest to a time in seconds. */
export function usFromSeconds(seconds: number): Us {
  return Math.round(seconds * US_PER_SECOND);
}

export function secondsFromUs(us: Us): number {
  return us / US_PER_SECOND;
}

/** For reading: `1:02:03.450`, `0:07.040`; milliseconds, rounded. */
export function clockFromUs(us: Us): string {
  const sign = us < 0 ? '-' : '';
  const ms = Math.round(Math.abs(us) / 1000);
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = Math.floor(ms / 1000) % 60;
  const rest = `${two(seconds)}.${String(ms % 1000).padStart(3, '0')}`;
  return hours > 0 ? `${sign}${hours}:${two(minutes)}:${rest}` : `${sign}${minutes}:${rest}`;
}

/** A span of presentation time: from `fromUs` to `toUs`, both shown. */
export interface Span {
  readonly fromUs: Us;
  readonly toUs: Us;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
