/** What the videos of a run came to, counted by state and by cause. Knows no run. */
import type { Failures } from '../../contract/run-event.ts';
import { RUN_ITEM_STATES } from '../../document/observations.ts';
import type { RunItemState } from '../../document/observations.ts';
import type { RunSum } from '../../store/index.ts';

export function countsOf(sums: readonly RunSum[]): Record<RunItemState, number> {
  const counts = Object.fromEntries(RUN_ITEM_STATES.map((state) => [state, 0])) as Record<RunItemState, number>;
  for (const { state, videos } of sums) counts[state] += videos;
  return counts;
}

export type Causes = { -readonly [Code in keyof Failures]: Failures[Code] };

/** Why videos failed. */
export function failuresOf(sums: readonly RunSum[]): Causes {
  return causesOf(sums.filter(({ state }) => state === 'failed'));
}

/** What kept texts from being written about videos that did not fail. */
export function notesOf(sums: readonly RunSum[]): Causes {
  return causesOf(sums.filter(({ state }) => state !== 'failed'));
}

export function totalOf(sums: readonly RunSum[], of: 'texts' | 'tokens' | 'seconds'): number {
  return sums.reduce((total, sum) => total + sum[of], 0);
}

function causesOf(sums: readonly RunSum[]): Causes {
  const causes: Causes = {};
  for (const { cause, videos } of sums) if (cause !== null) causes[cause] = (causes[cause] ?? 0) + videos;
  return causes;
}
