/** Where segments lie: a row for each tier, and below each other in it those that overlap. Knows no element. */
import type { Segment } from '../../../main/document/records.ts';
import type { Span } from '../../../main/document/time.ts';

export interface Tier<Of extends Span = Segment> {
  readonly name: string;
  /** Each by time, without overlap. */
  readonly rows: readonly (readonly Of[])[];
}

/** Tiers in the order of their names, each in as few rows as it needs. */
export function tiersOf<Of extends Span & { readonly tier: string }>(segments: readonly Of[]): Tier<Of>[] {
  const byTier = Map.groupBy(segments.toSorted(byTime), ({ tier }) => tier);
  return [...byTier].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, ofTier]) => ({ name, rows: rowsOf(ofTier) }));
}

/** In which they are counted and walked: by start, then by end. */
export function byTime(a: Span, b: Span): number {
  return a.fromUs - b.fromUs || a.toUs - b.toUs;
}

function rowsOf<Of extends Span>(segments: readonly Of[]): Of[][] {
  const rows: Of[][] = [];
  for (const segment of segments) {
    const row = rows.find((each) => (each.at(-1)?.toUs ?? 0) <= segment.fromUs);
    if (row === undefined) rows.push([segment]);
    else row.push(segment);
  }
  return rows;
}
