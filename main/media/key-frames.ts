/** Which frames a decoder can start at, and how far they are apart. Works on numbers alone. */
import type { Us } from '../document/time.ts';
import type { VideoInfo } from './video-info.ts';

/** The longest way from one key frame to the next, or to the end: how much a player may have to decode for one click. */
export function keyframeGapUs({ access, frameTimesUs, framesEndUs }: VideoInfo): Us {
  const starts = [0, ...access.keys.filter((key) => key > 0).map((key) => frameTimesUs[key] as number), framesEndUs];
  return starts.reduce((longest, at, i) => Math.max(longest, at - (starts[i - 1] ?? 0)), 0);
}

/** The key frame that is shown nearest to a frame; undefined in a video that states none. */
export function nearestKey({ access: { keys }, frameTimesUs }: VideoInfo, index: number): number | undefined {
  const at = frameTimesUs[index] as number;
  let [low, high] = [0, keys.length]; // keys before low are at or before the frame, those from high on are after it
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as number) <= index) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [keys[low - 1], keys[low]];
  if (before === undefined || after === undefined) return before ?? after;
  return at - (frameTimesUs[before] as number) <= (frameTimesUs[after] as number) - at ? before : after;
}

/** The frame that is on the screen at a time. */
export function frameShownAt({ frameTimesUs }: VideoInfo, timeUs: Us): number {
  let [low, high] = [0, frameTimesUs.length]; // frames before low are shown by then, those from high on are not
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frameTimesUs[middle] as number) <= timeUs) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
