/** What the decisions say of the model and of the people: calibration, over-trust, the reasons to reject. */
import { Calibration } from '../../document/measures/calibration.ts';
import { REJECT_REASONS } from '../../document/records.ts';
import type { RejectReason } from '../../document/records.ts';
import { is, JUDGED } from './asking.ts';
import type { Asking } from './asking.ts';
import type { StatsReport } from '../../document/measures/stats-report.ts';
import { judgedOf, trustOf } from './seen.ts';
import type { Seen, Tally } from './seen.ts';

type Judgement = Pick<StatsReport, 'calibration' | 'overTrust' | 'rejectReasons'>;

export class JudgementTally implements Tally<Judgement> {
  readonly #asking: Asking;
  readonly #calibration = new Calibration();
  readonly #reasons = new Map<RejectReason | null, number>(REJECT_REASONS.map((reason) => [reason, 0]));
  #rejected = 0;
  #seeded = 0;
  #trusted = 0;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  add(seen: Seen): void {
    for (const response of seen.texts.responses) {
      const trusted = trustOf(seen.texts, response);
      if (trusted !== null) this.#seeded++;
      if (trusted === true) this.#trusted++;
    }
    const judged = judgedOf(seen);
    const { doubt = null, junk = null } = judged?.suggestion ?? {};
    if (judged !== null && doubt !== null && junk === null) {
      this.#calibration.add({ confidence: decimal(1 - doubt.total), right: judged.asIs });
    }
    const { response } = seen.standing;
    if (response?.decision !== 'rejected') return;
    this.#rejected++;
    this.#reasons.set(response.reason, (this.#reasons.get(response.reason) ?? 0) + 1);
  }

  result(): Judgement {
    const ask = this.#asking;
    const { buckets, ...calibration } = this.#calibration.summary();
    return {
      rejectReasons: {
        n: this.#rejected,
        query: ask('status:rejected'),
        counts: [...this.#reasons]
          .map(([value, n]) => ({ value, n, query: ask('status:rejected', reasonIs(value)) }))
          .sort((a, b) => b.n - a.n),
      },
      overTrust: {
        n: this.#seeded,
        accepted: this.#trusted,
        share: this.#seeded === 0 ? null : this.#trusted / this.#seeded,
        query: ask('has:seeded', 'status:accepted,edited,rejected'),
      },
      calibration: {
        ...calibration,
        query: ask(JUDGED, 'junk:no', 'doubt<=1'),
        buckets: buckets.map((bucket) => ({
          ...bucket,
          query: ask(JUDGED, 'junk:no', ...doubtWithin(bucket)),
        })),
      },
    };
  }
}

/** Of a bucket of confidence, whose upper end is the next one's. */
function doubtWithin({ from, to }: { readonly from: number; readonly to: number }): string[] {
  const most = `doubt<=${decimal(1 - from)}`;
  return to === 1 ? [most] : [`doubt>${decimal(1 - to)}`, most];
}

function reasonIs(reason: RejectReason | null): string {
  return reason === null ? `-reason:${REJECT_REASONS.join(',')}` : is('reason', reason);
}

/** 1 - 0.9 is 0.1, whatever binary fractions make of it. */
function decimal(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
