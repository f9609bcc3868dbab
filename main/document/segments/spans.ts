/** Divides a video into spans: between its cuts, or by the clock. Knows no file. */
import { usFromSeconds } from '../time.ts';
import type { Span, Us } from '../time.ts';

interface Cut {
  /** Ascending, within the video. */
  readonly cutsUs: readonly Us[];
  readonly endUs: Us;
  readonly minSeconds: number;
}

/** The shots, which meet at the cuts and cover all; one shorter than the least is joined to the one before, the first to the next. */
export function shotSpans({ cutsUs, endUs, minSeconds }: Cut): Span[] {
  const leastUs = usFromSeconds(minSeconds);
  const starts: Us[] = [0];
  for (const cut of cutsUs) {
    if (cut > 0 && cut < endUs && cut - (starts.at(-1) ?? 0) >= leastUs) starts.push(cut);
  }
  if (starts.length > 1 && endUs - (starts.at(-1) ?? 0) < leastUs) starts.pop();
  return starts.map((fromUs, index) => ({ fromUs, toUs: starts[index + 1] ?? endUs }));
}

interface Windows {
  readonly seconds: number;
  readonly overlapSeconds: number;
  readonly endUs: Us;
}

/** A rest of less than a third of a window belongs to the last one: a second of video by itself says nothing. */
const LEAST_REST = 1 / 3;

/** Windows of one length, each `overlapSeconds` into the one before; the last ends with the video. */
export function windowSpans({ endUs, overlapSeconds, seconds }: Windows): Span[] {
  const lengthUs = usFromSeconds(seconds);
  const overlapUs = usFromSeconds(overlapSeconds);
  const spans: Span[] = [];
  for (let fromUs = 0; fromUs === 0 || endUs - fromUs > overlapUs; fromUs += lengthUs - overlapUs) {
    const toUs = Math.min(endUs, fromUs + lengthUs);
    const isRest = endUs - toUs < LEAST_REST * lengthUs;
    spans.push({ fromUs, toUs: isRest ? endUs : toUs });
    if (isRest) break;
  }
  return spans;
}
