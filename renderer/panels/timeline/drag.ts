/** Dragging a segment by an edge or as a whole. A press that does not move is a click. Knows no segment. */
import type { DragPart } from '../../state/timeline/snap.ts';

interface Dragging {
  /** Before it moves. */
  readonly onPress: (event: PointerEvent, part: DragPart) => void;
  readonly onDrag: (part: DragPart, byPx: number) => void;
  readonly onDrop: (part: DragPart, byPx: number) => void;
  /** Let go of without a move, or given up. */
  readonly onStay: () => void;
}

const MOVED_PX = 3;

/** For `{@attach}`; what is marked `data-edge="start"` or `"end"` in it is that edge. */
export function drag({ onDrag, onDrop, onPress, onStay }: Dragging) {
  return (element: HTMLElement): (() => void) => {
    let pressed: { readonly id: number; readonly x: number; readonly part: DragPart; moved: boolean } | undefined;
    const end = (event: PointerEvent, isDropped: boolean) => {
      if (pressed?.id !== event.pointerId) return;
      const { moved, part, x } = pressed;
      pressed = undefined;
      if (moved && isDropped) onDrop(part, event.clientX - x);
      else onStay();
    };
    const listeners = {
      pointerdown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        // What lies behind it is not pressed.
        event.stopPropagation();
        const edge = event.target instanceof HTMLElement ? event.target.dataset['edge'] : undefined;
        const part = edge === 'start' || edge === 'end' ? edge : 'body';
        pressed = { id: event.pointerId, x: event.clientX, part, moved: false };
        element.setPointerCapture(event.pointerId);
        onPress(event, part);
      },
      pointermove: (event: PointerEvent) => {
        if (pressed?.id !== event.pointerId) return;
        pressed.moved ||= Math.abs(event.clientX - pressed.x) >= MOVED_PX;
        if (pressed.moved) onDrag(pressed.part, event.clientX - pressed.x);
      },
      pointerup: (event: PointerEvent) => end(event, true),
      pointercancel: (event: PointerEvent) => end(event, false),
    } as const;
    for (const [type, listener] of Object.entries(listeners)) {
      element.addEventListener(type, listener as EventListener);
    }
    return () => {
      for (const [type, listener] of Object.entries(listeners)) {
        element.removeEventListener(type, listener as EventListener);
      }
    };
  };
}
