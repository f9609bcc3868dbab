/** How far two spans of time are the same: what both cover / what either covers, 0 to 1. Knows nothing of what is in them. */
import type { Span } from '../time.ts';

/** Two moments (spans without length) are the same or are not. */
export function temporalIou(a: Span, b: Span): number {
  if (a.fromUs === b.fromUs && a.toUs === b.toUs) return 1;
  const shared = Math.min(a.toUs, b.toUs) - Math.max(a.fromUs, b.fromUs);
  if (shared <= 0) return 0;
  return shared / (a.toUs - a.fromUs + (b.toUs - b.fromUs) - shared);
}
