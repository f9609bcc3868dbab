/**
 * Finds hard cuts in a row of small pictures. Knows neither files nor times: pictures are told by their number.
 *
 * The score of a picture is the scene score of ffmpeg's `select` filter before that looks one picture back: the mean
 * difference from the picture before, in hundredths of 100 levels. A cut is a score that stands out from those around it, so
 * that what shakes, pans or flickers is held to more. Hysteresis: what passes the threshold has to stand out a little, what
 * stays under it by up to two thirds has to stand out far. A cut also has to last: where the light and the colours soon
 * after are those of soon before, it was a flash. In a slow fade or dissolve no picture stands out.
 */

/** How much higher than its surroundings a score has to be, over the threshold and under it. */
const STANDS_OUT = 2.5;
const STANDS_OUT_FAR = 8;
/** Of the threshold: less is never a cut. */
const LOWEST = 1 / 3;
/** Pictures at each side that are the surroundings. */
const AROUND = 12;
/** No surroundings are quieter than this: a still picture has its noise. */
const QUIET = 0.008;
/** After a flash, less than this part of its change in light and colours is left. */
const CAME_BACK = 0.5;
/** A smaller change in light and colours is no flash. */
const LEAST_FLASH = 0.02;

export interface ShotFinder {
  /** RGB24 of any size, the same for all; it is kept until the next. */
  add(picture: Uint8Array): void;
  /** The numbers of the pictures that begin a shot, ascending, without the first of all. */
  end(): number[];
}

/** `threshold`: 0 to 1. `flash`: how many pictures a flash may last. */
export function findShots({ flash, threshold }: { readonly threshold: number; readonly flash: number }): ShotFinder {
  const scores: number[] = [];
  const candidates: number[] = [];
  /** Light and colours of the last pictures, by their number modulo its length: from before a flash to after it. */
  const kept: Tones[] = [];
  const span = 2 * flash + 2;
  let last: Uint8Array | undefined;
  let judged = 0;

  const tonesAt = (number: number): Tones => kept[Math.max(0, number) % span] as Tones;

  /** Pictures do not compare after a second of motion, light and colours do. */
  function lasts(cut: number): boolean {
    const change = toneDistance(tonesAt(cut - 1), tonesAt(cut));
    if (change < LEAST_FLASH) return true;
    const before = [tonesAt(cut - 1), tonesAt(cut - 1 - flash)];
    const after = [tonesAt(cut), tonesAt(cut + flash)];
    return before.every((one) => after.every((other) => toneDistance(one, other) >= CAME_BACK * change));
  }

  /** Those whose time after is there: what comes in the last moment of a video is no shot. */
  function judge(): void {
    for (; judged + flash < scores.length; judged++) {
      if (judged > 0 && (scores[judged] as number) >= threshold * LOWEST && lasts(judged)) candidates.push(judged);
    }
  }

  return {
    add: (picture) => {
      kept[scores.length % span] = tonesOf(picture);
      scores.push(last === undefined ? 0 : difference(last, picture));
      last = picture;
      judge();
    },
    end: () =>
      candidates.filter((at) => {
        const score = scores[at] as number;
        const out = score / Math.max(QUIET, surroundings(scores, at));
        return out >= (score >= threshold ? STANDS_OUT : STANDS_OUT_FAR);
      }),
  };
}

/** Three in four scores around are not above this; so neither a second cut nor every other picture being a copy counts. */
function surroundings(scores: readonly number[], at: number): number {
  const around = [...scores.slice(Math.max(1, at - AROUND), at), ...scores.slice(at + 1, at + 1 + AROUND)];
  around.sort((a, b) => a - b);
  return around[Math.floor(0.75 * around.length)] ?? 0;
}

/** 0 to 1, as ffmpeg scores a scene. */
function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += Math.abs((a[at] as number) - (b[at] as number));
  return Math.min(1, sum / a.length / 100);
}

/** For red, green and blue each: the share of samples up to each of 16 levels. */
type Tones = Float64Array;
const LEVELS = 16;

function tonesOf(picture: Uint8Array): Tones {
  const tones = new Float64Array(3 * LEVELS);
  for (let at = 0; at < picture.length; at++) {
    const level = (at % 3) * LEVELS + ((picture[at] as number) >> 4);
    tones[level] = (tones[level] as number) + 1;
  }
  for (let at = 0; at < tones.length; at++) {
    const below = at % LEVELS === 0 ? 0 : (tones[at - 1] as number);
    tones[at] = below + ((tones[at] as number) * 3) / picture.length;
  }
  return tones;
}

/** How far samples have to be moved on average to make one of the other, 0 to 1 (the earth mover's distance). */
function toneDistance(a: Tones, b: Tones): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += Math.abs((a[at] as number) - (b[at] as number));
  return sum / a.length;
}
