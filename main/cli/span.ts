/** The part of a video that `--from` and `--to` name. */
import { usFromSeconds } from '../services/index.ts';
import type { Span } from '../services/index.ts';
import { UsageError } from './usage-error.ts';

/** From the start when only the end is given, and to the end when only the start is. */
export function spanOf({ from, to }: { readonly from?: number; readonly to?: number }): Span | null {
  if (from === undefined && to === undefined) return null;
  if (to !== undefined && (from ?? 0) >= to) throw new UsageError('--from has to be before --to.');
  return { fromUs: usFromSeconds(from ?? 0), toUs: to === undefined ? Number.MAX_SAFE_INTEGER : usFromSeconds(to) };
}
