/** Which part of a video the timeline shows, and where a time lies in it. Knows no element. */
import type { Span, Us } from '../../../main/document/time.ts';

/** The part that is shown, over so many pixels. */
export interface View extends Span {
  readonly widthPx: number;
}

export function xOf({ fromUs, toUs, widthPx }: View, us: Us): number {
  return ((us - fromUs) / (toUs - fromUs)) * widthPx;
}

export function usAt({ fromUs, toUs, widthPx }: View, x: number): Us {
  return Math.round(fromUs + (x / widthPx) * (toUs - fromUs));
}

/** How long a stretch of pixels takes. */
export function usOfPx({ fromUs, toUs, widthPx }: View, px: number): Us {
  return (px / widthPx) * (toUs - fromUs);
}

interface Zoom {
  /** Over 1: closer. */
  readonly by: number;
  /** What stays where it is. */
  readonly aroundUs: Us;
  readonly endUs: Us;
  /** The shortest part that may be shown. */
  readonly leastUs: Us;
}

export function zoomed({ fromUs, toUs }: Span, { aroundUs, by, endUs, leastUs }: Zoom): Span {
  const lengthUs = Math.min(endUs, Math.max(leastUs, (toUs - fromUs) / by));
  const share = (aroundUs - fromUs) / (toUs - fromUs);
  return within({ fromUs: aroundUs - share * lengthUs, toUs: aroundUs + (1 - share) * lengthUs }, endUs);
}

export function panned({ fromUs, toUs }: Span, byUs: Us, endUs: Us): Span {
  return within({ fromUs: fromUs + byUs, toUs: toUs + byUs }, endUs);
}

/** Moved just so far that a time is in it, with some of what comes around it. */
export function showing(span: Span, us: Us, endUs: Us): Span {
  if (us >= span.fromUs && us <= span.toUs) return span;
  const lengthUs = span.toUs - span.fromUs;
  const marginUs = lengthUs / 10;
  const fromUs = us < span.fromUs ? us - marginUs : us + marginUs - lengthUs;
  return within({ fromUs, toUs: fromUs + lengthUs }, endUs);
}

/** Its length stays, unless it is longer than all. */
function within({ fromUs, toUs }: Span, endUs: Us): Span {
  const lengthUs = Math.min(endUs, toUs - fromUs);
  const from = Math.round(Math.min(Math.max(0, fromUs), endUs - lengthUs));
  return { fromUs: from, toUs: Math.round(from + lengthUs) };
}
