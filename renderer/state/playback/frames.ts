/**
 * Frames and times of one video, safe for variable rates: which frame is shown when, and what to aim at to see it. Knows no
 * player.
 */
import { US_PER_SECOND } from '../../../main/document/time.ts';
import type { Span, Us } from '../../../main/document/time.ts';

export interface Frames {
  /** When each begins to be shown, ascending, from 0; one at least. */
  readonly timesUs: readonly Us[];
  /** When the last one ends. */
  readonly endUs: Us;
}

/** The frame that is shown at a time; the first before all, the last after all. */
export function frameAt({ timesUs }: Frames, us: Us): number {
  let [low, high] = [0, timesUs.length]; // those before low have begun, those from high on have not
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timesUs[middle] as Us) <= us) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The frame that begins nearest to a time: what a player means by a time that containers have rounded. */
export function nearestFrame(frames: Frames, us: Us): number {
  const before = frameAt(frames, us);
  const after = Math.min(before + 1, frames.timesUs.length - 1);
  return us - startOf(frames, before) <= startOf(frames, after) - us ? before : after;
}

/** A frame's own time; beyond the last one, the end. */
export function startOf({ endUs, timesUs }: Frames, frame: number): Us {
  return timesUs[frame] ?? endUs;
}

/** Half way through it, so that no rounding of a container or a player reaches a neighbour. */
export function aimOf(frames: Frames, frame: number): Us {
  return (startOf(frames, frame) + startOf(frames, frame + 1)) / 2;
}

/** Where a frame begins or the last one ends, nearest to a time. */
export function nearestEdge(frames: Frames, us: Us): Us {
  const nearest = startOf(frames, nearestFrame(frames, us));
  return Math.abs(frames.endUs - us) < Math.abs(nearest - us) ? frames.endUs : nearest;
}

/** First and last frame of a span that begins and ends where frames do. */
export function framesOf(frames: Frames, { fromUs, toUs }: Span): readonly [first: number, last: number] {
  const first = frameAt(frames, fromUs);
  return [first, Math.max(first, frameAt(frames, Math.max(fromUs, toUs - 1)))];
}

/** Until the exact times are read. */
export function evenFrames({ count, fps }: { readonly count: number; readonly fps: number }): Frames {
  const timeOf = (frame: number) => Math.round((frame * US_PER_SECOND) / fps);
  return { timesUs: Array.from({ length: Math.max(1, count) }, (_, frame) => timeOf(frame)), endUs: timeOf(count) };
}

/** The last frame is shown as long as the others are on average. */
export function exactFrames(timesUs: readonly Us[], durationUs: Us): Frames {
  const lastUs = timesUs.at(-1) ?? 0;
  const usualUs = timesUs.length > 1 ? Math.round(lastUs / (timesUs.length - 1)) : durationUs;
  return { timesUs, endUs: lastUs + usualUs };
}
