/** Pressing and dragging on the timeline: the playhead follows. Knows no lane. */
import type { Us } from '../../../main/document/time.ts';

interface Scrubbing {
  readonly usAt: (x: number) => Us;
  readonly seek: (us: Us) => void;
}

/** For `{@attach}`; the element is as wide as the part of the video that is in view. */
export function scrub({ seek, usAt }: Scrubbing) {
  return (element: HTMLElement): (() => void) => {
    let pressed: number | undefined;
    const go = (event: PointerEvent) => seek(usAt(event.clientX - element.getBoundingClientRect().left));
    const listeners = {
      pointerdown: (event: PointerEvent) => {
        if (event.button !== 0 || event.defaultPrevented) return;
        pressed = event.pointerId;
        element.setPointerCapture(event.pointerId);
        go(event);
      },
      pointermove: (event: PointerEvent) => {
        if (event.pointerId === pressed) go(event);
      },
      lostpointercapture: () => {
        pressed = undefined;
      },
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
