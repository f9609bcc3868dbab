/**
 * A frame as the LLM reads it (fig. 3 right, eq. 15 and 16): its context token, then its tokens row by row, each row closed by `<row>`
 * (split_embedding). Any width: before or after the projector. Knows no weights.
 */
import type { GraphBuilder, Value } from '../../onnx/index.ts';
import type { FrameGroup } from './crop.ts';

export interface FrameParts {
  /** [F, width] */
  readonly context: Value;
  /** [N, width] */
  readonly tokens: Value;
  /** [width]; left out, rows are not closed. */
  readonly row: Value | undefined;
  readonly groups: readonly FrameGroup[];
  readonly width: number;
}

/** For each group of n frames [n, 1 + h (w + 1), width] */
export function rows(g: GraphBuilder, { context, tokens, row, groups, width: D }: FrameParts): Value[] {
  return groups.map(({ frames, height, width, frameSpan, tokenSpan }) => {
    const first = g.reshape(g.slice(context, [{ axis: 0, ...frameSpan }]), [frames, 1, D]); // [n, 1, D]
    const grid = g.reshape(g.slice(tokens, [{ axis: 0, ...tokenSpan }]), [frames, height, width, D]); // [n, h, w, D]
    const closed = row ? g.concat([grid, g.expand(row, [frames, height, 1, D])], 2) : grid; // [n, h, w + 1, D]
    const columns = row ? g.add(width, g.ints([1])) : width;
    return g.concat([first, g.reshape(closed, [frames, g.mul(height, columns), D])], 1);
  });
}
