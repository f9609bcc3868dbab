/** The wheel over the timeline: zooms around the pointer, sideways (or with Shift) pans. Knows no time. */

interface Wheeling {
  readonly onZoom: (direction: 1 | -1, x: number) => void;
  readonly onPan: (px: number) => void;
}

/** Of a notch of a mouse's wheel; a touchpad sends many small moves for it. */
const NOTCH = 50;

/** For `{@attach}`, on what holds the lanes: acts over their tracks, while names scroll. */
export function wheel({ onPan, onZoom }: Wheeling) {
  return (element: HTMLElement): (() => void) => {
    let turned = 0;
    const onWheel = (event: WheelEvent) => {
      const track = element.querySelector('[role=slider]')?.getBoundingClientRect();
      if (track === undefined || event.clientX < track.left) return;
      event.preventDefault();
      const sideways = event.deltaX !== 0 ? event.deltaX : event.shiftKey ? event.deltaY : 0;
      if (sideways !== 0) return onPan(sideways);
      turned += event.deltaY;
      if (Math.abs(turned) < NOTCH) return;
      onZoom(turned < 0 ? 1 : -1, event.clientX - track.left);
      turned = 0;
    };
    // Said outright, because a listener for the wheel may not prevent scrolling otherwise.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  };
}
