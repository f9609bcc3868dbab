/** The measures that are taken of all items and of each group of them. Knows nothing of how they are grouped. */
import { editEffort } from '../../document/measures/edit-effort.ts';
import { keptShare } from '../../document/measures/kept-share.ts';
import { Spread } from '../../document/measures/spread.ts';
import { STATUSES } from '../../document/status.ts';
import type { Status } from '../../document/status.ts';
import { DECIDED, JUDGED, TAKEN } from './asking.ts';
import type { Asking } from './asking.ts';
import type { GroupReport } from '../../document/measures/stats-report.ts';
import { activeSeconds, judgedOf } from './seen.ts';
import type { Seen, Tally } from './seen.ts';

export class GroupTally implements Tally<GroupReport> {
  readonly #asking: Asking;
  readonly #statuses = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  readonly #reviews = { approved: 0, returned: 0 };
  readonly #effort = new Spread();
  readonly #kept = new Spread();
  readonly #active = new Spread();
  #items = 0;
  #judged = 0;
  #asIs = 0;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  add(seen: Seen): void {
    const { status, review, response } = seen.standing;
    this.#items++;
    this.#statuses[status]++;
    if (review !== null) this.#reviews[review]++;
    const active = response !== null && response.decision !== null ? activeMsOf(seen) : undefined;
    if (active !== undefined) this.#active.add(activeSeconds(active));
    const judged = judgedOf(seen);
    if (judged === null) return;
    this.#judged++;
    if (judged.asIs) this.#asIs++;
    if (judged.response.decision === 'accepted') this.#addTexts(judged.suggestion.text, judged.response.text);
  }

  #addTexts(suggestion: string, response: string): void {
    const same = suggestion === response;
    this.#effort.add(same ? 0 : editEffort(suggestion, response));
    const kept = same ? 1 : keptShare(suggestion, response);
    if (kept !== null) this.#kept.add(kept);
  }

  result(): GroupReport {
    const ask = this.#asking;
    const [median, p90] = this.#effort.quantiles([0.5, 0.9]);
    const [p10, middle] = this.#kept.quantiles([0.1, 0.5]);
    const [seconds] = this.#active.quantiles([0.5]);
    return {
      n: this.#items,
      query: ask(),
      statuses: STATUSES.map((status) => ({
        value: status,
        n: this.#statuses[status],
        query: ask(`status:${status}`),
      })),
      reviews: (['approved', 'returned'] as const).map((verdict) => ({
        value: verdict,
        n: this.#reviews[verdict],
        query: ask(`review:${verdict}`),
      })),
      acceptedAsIs: {
        n: this.#judged,
        share: this.#judged === 0 ? null : this.#asIs / this.#judged,
        query: ask(JUDGED),
      },
      editEffort: { n: this.#effort.n, median, p90, query: ask(TAKEN) },
      keptShare: { n: this.#kept.n, median: middle, p10, query: ask(TAKEN) },
      activeSeconds: { n: this.#active.n, median: seconds, query: ask(DECIDED) },
    };
  }
}

/** Of the person whose response stands. */
function activeMsOf({ active, standing }: Seen): number | undefined {
  return active.find(({ personId }) => personId === standing.response?.personId)?.activeMs;
}
