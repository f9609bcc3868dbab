/**
 * Which tokens are kept (the rest of the square is padding). All real frames of a clip share one crop; frames of zeros, which
 * fill a short clip up to F, keep the first half x half of the grid. Knows no features: it makes indices.
 */
import type { GraphBuilder, Value } from '../../onnx/index.ts';

/** [first, end) as an int64 vector of two. */
export interface Crop {
  readonly frames: Value;
  readonly rows: Value;
  readonly columns: Value;
}

/** From one place to another, as int64 vectors of one: what a slice takes. */
export interface Span {
  readonly start: Value;
  readonly end: Value;
}

/** Frames of one size: int64 vectors of one. */
export interface FrameGroup {
  readonly frames: Value;
  /** In tokens. */
  readonly height: Value;
  readonly width: Value;
  /** Where the group's frames stand among all F. */
  readonly frameSpan: Span;
  /** Where the group's tokens stand among those of all frames. */
  readonly tokenSpan: Span;
}

/**
 * Where the tokens of a crop stand among F side x side tokens, window by window: flat indices [n h w, window window], for
 * n frames of h x w windows in reading order.
 */
export function windowIndices(g: GraphBuilder, crop: Crop, { side, window }: { side: number; window: number }): Value {
  const rows = g.reshape(g.mul(range(g, crop.rows), int(g, side)), [1, -1, 1, window, 1]); // [1, h, 1, window, 1]
  const columns = g.reshape(range(g, crop.columns), [1, 1, -1, 1, window]); // [1, 1, w, 1, window]
  const frames = g.reshape(g.mul(range(g, crop.frames), int(g, side * side)), [-1, 1, 1, 1, 1]); // [n, 1, 1, 1, 1]
  return g.reshape(g.add(g.add(rows, columns), frames), [-1, window * window]);
}

/** The crops' frames as groups, one after the other; a token is a window. */
export function groupsOf(g: GraphBuilder, crops: readonly Crop[], window: number): FrameGroup[] {
  let start = g.ints([0]);
  return crops.map((crop) => {
    const frames = length(g, crop.frames);
    const height = g.div(length(g, crop.rows), g.ints([window]));
    const width = g.div(length(g, crop.columns), g.ints([window]));
    const end = g.add(start, g.mul(frames, g.mul(height, width)));
    const tokenSpan = { start, end };
    start = end;
    return { frames, height, width, tokenSpan, frameSpan: { start: first(g, crop.frames), end: last(g, crop.frames) } };
  });
}

/** A crop of a grid `window` times coarser. */
export function coarser(g: GraphBuilder, crop: Crop, window: number): Crop {
  return { ...crop, rows: g.div(crop.rows, int(g, window)), columns: g.div(crop.columns, int(g, window)) };
}

function first(g: GraphBuilder, span: Value): Value {
  return g.slice(span, [{ axis: 0, start: 0, end: 1 }]);
}

function last(g: GraphBuilder, span: Value): Value {
  return g.slice(span, [{ axis: 0, start: 1, end: 2 }]);
}

function length(g: GraphBuilder, span: Value): Value {
  return g.sub(last(g, span), first(g, span));
}

function range(g: GraphBuilder, span: Value): Value {
  return g.op('Range', [g.squeeze(first(g, span), [0]), g.squeeze(last(g, span), [0]), int(g, 1)]);
}

function int(g: GraphBuilder, number: number): Value {
  return g.constant([number], 'int64', []);
}
