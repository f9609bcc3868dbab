/**
 * Frame numbers and microseconds, for formats that count frames. A span's two ends are both shown, so the frame of its end
 * is part of it. Knows no format; frames are counted from 0 here.
 */
import type { Span, Us } from '../../document/time.ts';
import type { DatasetRecord, DatasetVideo } from '../record.ts';

export interface FrameSpan {
  readonly first: number;
  /** Part of it. */
  readonly last: number;
}

/** A time is whole microseconds, so it may lie half of one before the frame that it was taken from. */
const TOLERANCE = 0.001; // frames

/** Null: the frame rate is not known. */
export function framesOf(record: DatasetRecord): FrameSpan | null {
  const { video, span } = record;
  if (!hasRate(video)) return null;
  if (span === null) {
    const count = frameCountOf(video);
    return count === null ? null : { first: 0, last: count - 1 };
  }
  const first = frameAt(record, span.fromUs, video.fps);
  return { first, last: Math.max(first, frameAt(record, span.toUs, video.fps)) };
}

/** When the two frames begin to be shown. */
export function spanOfFrames({ first, last }: FrameSpan, fps: number): Span {
  return { fromUs: usOf(first, fps), toUs: usOf(last, fps) };
}

/** Null: not even its duration is known. */
export function frameCountOf({ frameCount, durationUs, fps }: DatasetVideo): number | null {
  if (frameCount !== null && frameCount > 0) return frameCount;
  if (durationUs === null || fps === null) return null;
  return Math.max(1, Math.round((durationUs * fps) / 1e6));
}

export function hasRate(video: DatasetVideo): video is DatasetVideo & { readonly fps: number } {
  return video.fps !== null && video.fps > 0 && Number.isFinite(video.fps);
}

/** Of a frame whose time is known, as of those that a model has seen, its number is exact, at a variable rate too. */
function frameAt({ video, origin }: DatasetRecord, us: Us, fps: number): number {
  const { indices = [], timesUs = [] } = origin.suggestion?.frames ?? {};
  const known = indices[timesUs.indexOf(us)];
  const frame = known ?? Math.floor((us * fps) / 1e6 + TOLERANCE);
  return Math.min(frame, (frameCountOf(video) ?? Infinity) - 1);
}

function usOf(frame: number, fps: number): Us {
  return Math.round((frame * 1e6) / fps);
}
