/** What a model can be shown: a file, or pictures that are made into one. Knows no model. */
import type { Span } from '../../main/document/time.ts';

/** Side of the pictures that are made here. */
export const VIEW_SIZE = 224;

export interface Viewing {
  readonly name: string;
  /** Null: the whole clip. */
  readonly span: Span | null;
  readonly source: { readonly path: string } | Film;
}

/** Pictures of VIEW_SIZE x VIEW_SIZE RGB24. */
export interface Film {
  readonly fps: number;
  /** x264's. */
  readonly crf: number;
  readonly frames: () => Iterable<Uint8Array>;
}
