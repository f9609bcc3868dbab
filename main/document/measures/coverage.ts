/** How much of a video some spans cover: the length of their union / its duration. Knows nothing of what is in them. */
import type { Span, Us } from '../time.ts';

/** 0 to 1; what lies outside the video does not count. */
export function coverage(spans: readonly Span[], durationUs: Us): number {
  if (durationUs <= 0) return 0;
  let covered = 0;
  let reached = 0;
  for (const { fromUs, toUs } of [...spans].sort((a, b) => a.fromUs - b.fromUs)) {
    const end = Math.min(toUs, durationUs);
    if (end <= reached) continue;
    covered += end - Math.max(fromUs, reached);
    reached = end;
  }
  return covered / durationUs;
}
