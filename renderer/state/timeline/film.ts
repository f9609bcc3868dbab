/**
 * Which pictures the film strip shows. Their times divide the video by powers of two, so that zooming and panning find most
 * of them already there. Knows no element.
 */
import type { Us } from '../../../main/document/time.ts';
import type { View } from './view.ts';
import { usOfPx } from './view.ts';

export interface Tile {
  /** Where it begins, and the time of its picture. */
  readonly us: Us;
  readonly toUs: Us;
}

interface Film {
  readonly view: View;
  readonly endUs: Us;
  /** Of one whole picture in the strip. */
  readonly pictureWidthPx: number;
}

/** Those in view, by time, each 0.7 to 1.4 of a picture wide. */
export function tilesOf({ endUs, pictureWidthPx, view }: Film): Tile[] {
  if (view.widthPx <= 0 || endUs <= 0) return [];
  const wantedUs = usOfPx(view, pictureWidthPx);
  const count = 2 ** Math.max(0, Math.round(Math.log2(endUs / wantedUs)));
  const stepUs = endUs / count;
  const first = Math.max(0, Math.floor(view.fromUs / stepUs));
  const last = Math.min(count, Math.ceil(view.toUs / stepUs));
  return Array.from({ length: last - first }, (_, index) => ({
    us: Math.round((first + index) * stepUs),
    toUs: Math.round((first + index + 1) * stepUs),
  }));
}
