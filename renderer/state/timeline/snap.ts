/** How edges are drawn to what is near, and what dragging makes of a segment. Knows no pointer and no element. */
import type { Span, Us } from '../../../main/document/time.ts';
import { nearestEdge } from '../playback/frames.ts';
import type { Frames } from '../playback/frames.ts';

export interface Snapping {
  readonly frames: Frames;
  /** Edges of others, cuts, the playhead. */
  readonly targetsUs: readonly Us[];
  /** How near is near. */
  readonly withinUs: Us;
}

/** On the nearest target, or else where a frame begins. */
export function snapped(us: Us, { frames, targetsUs, withinUs }: Snapping): Us {
  return nearest(us, targetsUs, withinUs) ?? nearestEdge(frames, us);
}

export type DragPart = 'start' | 'end' | 'body';

/** The segment as it is once its `part` has gone `byUs` further; it keeps a frame at least, and stays in the video. */
export function dragged(span: Span, part: DragPart, byUs: Us, snapping: Snapping): Span {
  const { frames } = snapping;
  switch (part) {
    case 'start': {
      const fromUs = snapped(Math.max(0, span.fromUs + byUs), snapping);
      return { fromUs: Math.min(fromUs, nearestBefore(frames, span.toUs)), toUs: span.toUs };
    }
    case 'end': {
      const toUs = snapped(Math.min(frames.endUs, span.toUs + byUs), snapping);
      return { fromUs: span.fromUs, toUs: Math.max(toUs, nearestAfter(frames, span.fromUs)) };
    }
    case 'body':
      return moved(span, byUs, snapping);
  }
}

/** Its length stays, but for the uneven frames of a variable rate; the edge that is nearer to a target is drawn to it. */
function moved({ fromUs, toUs }: Span, byUs: Us, { frames, targetsUs, withinUs }: Snapping): Span {
  const lengthUs = toUs - fromUs;
  const from = Math.min(Math.max(0, fromUs + byUs), frames.endUs - lengthUs);
  const start = nearest(from, targetsUs, withinUs);
  const end = nearest(from + lengthUs, targetsUs, withinUs);
  const byEnd = end !== undefined && (start === undefined || Math.abs(end - from - lengthUs) < Math.abs(start - from));
  const to = byEnd ? end : (start ?? nearestEdge(frames, from)) + lengthUs;
  const newFrom = nearestEdge(frames, Math.max(0, to - lengthUs));
  return { fromUs: newFrom, toUs: Math.max(byEnd ? to : nearestEdge(frames, to), nearestAfter(frames, newFrom)) };
}

function nearest(us: Us, targetsUs: readonly Us[], withinUs: Us): Us | undefined {
  return targetsUs
    .filter((target) => Math.abs(target - us) <= withinUs)
    .sort((a, b) => Math.abs(a - us) - Math.abs(b - us))[0];
}

/** The last frame edge before a time. */
function nearestBefore({ timesUs }: Frames, us: Us): Us {
  return timesUs.findLast((time) => time < us) ?? 0;
}

/** The first frame edge after a time. */
function nearestAfter({ endUs, timesUs }: Frames, us: Us): Us {
  return timesUs.find((time) => time > us) ?? endUs;
}
