/**
 * What a suggestion saves: the median time that a person was at an item, with a suggestion on the screen, and in the
 * control arm, where there was one and it was kept back. Items for which no model wrote anything are told apart: they may
 * be harder ones. Only time of a person who came to a decision counts.
 */
import { Spread } from '../../document/measures/spread.ts';
import { DECIDED } from './asking.ts';
import type { Asking } from './asking.ts';
import type { StatsReport } from '../../document/measures/stats-report.ts';
import { activeSeconds } from './seen.ts';
import type { Seen, Tally } from './seen.ts';

export class ActiveTimeTally implements Tally<StatsReport['activeTime']> {
  readonly #asking: Asking;
  readonly #helped = new Spread();
  readonly #control = new Spread();
  readonly #alone = new Spread();

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  add({ texts: { suggestions, responses }, active }: Seen): void {
    const written = suggestions.some(({ junk }) => junk === null);
    for (const { personId, activeMs, sawSuggestion } of active) {
      const response = responses.find((one) => one.personId === personId);
      if (response === undefined || response.decision === null || response.blind) continue;
      (sawSuggestion ? this.#helped : written ? this.#control : this.#alone).add(activeSeconds(activeMs));
    }
  }

  result(): StatsReport['activeTime'] {
    const ask = this.#asking;
    const [helped, control, alone] = [this.#helped, this.#control, this.#alone].map(timesOf);
    const empty = { n: 0, median: null, p90: null };
    const [withIt, without] = [helped?.median ?? null, control?.median ?? null];
    const saved = withIt === null || without === null ? null : without - withIt;
    return {
      withSuggestion: { ...(helped ?? empty), query: ask(DECIDED) },
      control: { ...(control ?? empty), query: ask('status:written') },
      withoutAny: { ...(alone ?? empty), query: ask('status:written') },
      savedSeconds: saved,
      savedShare: saved === null || without === null || without === 0 ? null : saved / without,
    };
  }
}

function timesOf(spread: Spread): { n: number; median: number | null; p90: number | null } {
  const [median, p90] = spread.quantiles([0.5, 0.9]);
  return { n: spread.n, median, p90 };
}
