/** One picture of a video. */
import type { Us } from '../document/time.ts';

export interface Frame {
  readonly index: number;
  /** Presentation time, as in the video's `frameTimesUs`. */
  readonly timeUs: Us;
  readonly width: number;
  readonly height: number;
  /** RGB, 8 bits each, rows from the top: width x height x 3 bytes. Nobody else writes into it. */
  readonly rgb: Uint8Array;
  /** How it was reached: by a seek near it, or by decoding from the beginning. */
  readonly reachedBy: 'seek' | 'decode';
}
