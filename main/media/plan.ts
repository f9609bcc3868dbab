/**
 * Decides how wanted frames are reached with the least decoding: each run starts at the beginning or at a seek and ends at
 * its last frame. Works on frame numbers and times alone; knows nothing of ffmpeg's commands.
 */
import type { FrameAccess } from './video-info.ts';

export interface Run {
  /** Where to seek to, in ticks; undefined: decode from the beginning. */
  readonly seekTicks: number | undefined;
  /** Ascending. */
  readonly indices: readonly number[];
}

type Access = Pick<
  FrameAccess,
  'ticks' | 'keys' | 'reorderTicks' | 'canSeek' | 'timeBase' | 'storedWidth' | 'storedHeight'
>;

/** `indices` ascending and distinct. Runs are in their order, and cover each index once. */
export function planRuns(access: Access, indices: readonly number[]): Run[] {
  const startCost = framesPerStart(access);
  const runs: { seekTicks: number | undefined; indices: number[] }[] = [];
  let decodedTo = 0; // the first frame that the current run has not decoded
  for (const index of indices) {
    const seek = seekFor(access, index);
    const run = runs.at(-1);
    const costOfSeek = index - seek.landsOn + startCost;
    if (run !== undefined && run.indices.length < MOST_IN_A_RUN && index - decodedTo <= costOfSeek) {
      run.indices.push(index);
    } else {
      runs.push({ seekTicks: seek.landsOn === 0 ? undefined : seek.ticks, indices: [index] });
    }
    decodedTo = index + 1;
  }
  return runs;
}

/** Frames are named one by one on a command line, and Windows takes 32,767 characters. */
const MOST_IN_A_RUN = 500;

/** ffmpeg itself steps back by this much (3/23 s) where frames are stored in another order than shown. */
const FFMPEG_STEPS_BACK_S = 3 / 23;

/**
 * A seek finds the last key frame that is stored, not shown, before the time, so it has to aim before the frame by as
 * much as storing can be ahead of showing.
 */
function seekFor(
  { ticks, keys, reorderTicks, canSeek, timeBase }: Access,
  index: number,
): { ticks: number; landsOn: number } {
  if (!canSeek) return { ticks: 0, landsOn: 0 };
  const aim = (ticks[index] as number) - reorderTicks;
  const reached = reorderTicks === 0 ? aim : aim - (FFMPEG_STEPS_BACK_S * timeBase[1]) / timeBase[0];
  return { ticks: aim, landsOn: lastKeyAt(ticks, keys, reached) };
}

/** The last key frame shown at or before a time; 0 where there is none. */
function lastKeyAt(ticks: readonly number[], keys: readonly number[], at: number): number {
  let [low, high] = [0, keys.length]; // keys before low are at or before the time, those from high on are after it
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ticks[keys[middle] as number] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return keys[low - 1] ?? 0;
}

/** How many frames are decoded in the time that a new process and its opening of the file take, measured. */
function framesPerStart({ storedWidth, storedHeight }: Access): number {
  return Math.ceil(Math.min(SMALL_FRAMES_PER_START, PIXELS_PER_START / (storedWidth * storedHeight)));
}

/** About 30 frames of 1280 x 720: 100 ms at 300 frames a second. */
const PIXELS_PER_START = 30 * 1280 * 720;

/** A frame costs something however small it is. */
const SMALL_FRAMES_PER_START = 1000;
