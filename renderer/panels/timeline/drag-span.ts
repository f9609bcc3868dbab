/** Dragging a span over time by an edge or as a whole, drawn to what is near. Knows neither what the span is nor its element. */
import type { SegmentId } from '../../../main/document/ids.ts';
import type { Span } from '../../../main/document/time.ts';
import type { App } from '../../state/app.svelte.ts';
import { Playback } from '../../state/playback.svelte.ts';
import { Timeline } from '../../state/timeline.svelte.ts';
import { dragged } from '../../state/timeline/snap.ts';
import type { DragPart } from '../../state/timeline/snap.ts';
import { usAt, usOfPx } from '../../state/timeline/view.ts';
import { drag } from './drag.ts';

interface Dragging {
  /** As it is now. */
  readonly span: () => Span;
  /** The segment that it is, whose edges draw nothing. */
  readonly segmentId: SegmentId | null;
  readonly mayDrag: () => boolean;
  readonly onPress: (event: PointerEvent) => void;
  /** Shown so, and not kept. */
  readonly onDrag: (span: Span) => void;
  readonly onDrop: (span: Span) => void;
  readonly onStay: () => void;
}

/** For `{@attach}`, on an element in a lane's track. */
export function dragSpan(app: App, { mayDrag, onDrag, onDrop, onPress, onStay, segmentId, span }: Dragging) {
  const timeline = app.of(Timeline);
  const playback = app.of(Playback);
  /** The span and the playhead as they were when it was pressed. */
  let before: { readonly span: Span; readonly headUs: number } | null = null;

  const after = (part: DragPart, byPx: number): Span | null => {
    if (before === null || !mayDrag()) return null;
    return dragged(before.span, part, usOfPx(timeline.view, byPx), timeline.snapping(segmentId, before.headUs));
  };

  return drag({
    onPress: (event, part) => {
      before = { span: span(), headUs: timeline.clip?.atUs ?? 0 };
      onPress(event);
      // Where it was pressed, as everywhere on the timeline.
      const track = (event.currentTarget as HTMLElement).parentElement?.getBoundingClientRect();
      if (part === 'body' && track !== undefined) playback.seek(usAt(timeline.view, event.clientX - track.left));
    },
    onDrag: (part, byPx) => {
      const now = after(part, byPx);
      if (now === null) return;
      onDrag(now);
      // The first or last frame of it is seen while its edge is placed.
      if (part !== 'body') playback.seek(part === 'start' ? now.fromUs : now.toUs - 1);
    },
    onDrop: (part, byPx) => {
      const now = after(part, byPx);
      if (now !== null) onDrop(now);
    },
    onStay,
  });
}
