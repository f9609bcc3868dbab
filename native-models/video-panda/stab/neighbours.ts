/** The frames that a kernel of three in time sees. Knows no weights. */

export interface Neighbour<Frame, Tap> {
  readonly frame: Frame;
  readonly tap: Tap;
}

/** Frames t-1, t and t+1 of a chunk with their taps, in this order; those beyond the chunk are zeros and left out. */
export function neighbours<Frame, Tap>(
  frames: readonly Frame[],
  taps: readonly Tap[],
  t: number,
): Neighbour<Frame, Tap>[] {
  return taps.flatMap((tap, index) =>
    frames.slice(Math.max(0, t + index - 1), Math.max(0, t + index)).map((frame) => ({ frame, tap })),
  );
}
