/** From which frame to which a track is inside of the picture. */
import type { Shape } from './tracks.ts';

export interface Stretch {
  readonly first: number;
  /** Part of it. */
  readonly last: number;
  /** Of its first shape. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A track that never leaves the picture stays to the task's end. Null: a frame is no number. */
export function stretchesOf(shapes: readonly Shape[], stopFrame: number | null): Stretch[] | null {
  const stretches: Stretch[] = [];
  let begun: Pick<Stretch, 'first' | 'attributes'> | null = null;
  let latest = 0;
  for (const { fields, attributes } of shapes) {
    if (!/^\d{1,9}$/.test(fields['frame'] ?? '')) return null;
    const frame = Number(fields['frame']);
    latest = Math.max(latest, frame);
    if (fields['outside'] !== '1') begun ??= { first: frame, attributes };
    else if (begun) {
      stretches.push({ ...begun, last: Math.max(begun.first, frame - 1) });
      begun = null;
    }
  }
  if (begun) stretches.push({ ...begun, last: Math.max(begun.first, stopFrame ?? latest, latest) });
  return stretches;
}
