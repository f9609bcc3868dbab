/**
 * How far people agree who answered the same item: the standing response and those given blind, all accepted. Closed
 * answers by Krippendorff's alpha, spans by temporal IoU, free text by ROUGE-L; of several pairs of an item the mean.
 */
import { NominalAlpha } from '../../document/measures/alpha.ts';
import { CLOSED_FORMS, closedAnswer, isClosed } from '../../document/measures/closed-answer.ts';
import type { ClosedForm } from '../../document/measures/closed-answer.ts';
import { rougeL } from '../../document/measures/rouge-l.ts';
import { Spread } from '../../document/measures/spread.ts';
import { temporalIou } from '../../document/measures/temporal-iou.ts';
import type { Response } from '../../document/records.ts';
import { is } from './asking.ts';
import type { Asking } from './asking.ts';
import type { StatsReport } from '../../document/measures/stats-report.ts';
import type { Seen, Tally } from './seen.ts';

/** Items with a response that was given blind. */
const TWICE = is('has', 'blind');

export class AgreementTally implements Tally<StatsReport['agreement']> {
  readonly #asking: Asking;
  readonly #closed = new Map<ClosedForm, NominalAlpha>(CLOSED_FORMS.map((form) => [form, new NominalAlpha()]));
  readonly #spans = new MeanAndMedian();
  readonly #texts = new MeanAndMedian();

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  add({ texts: { item, responses }, standing }: Seen): void {
    const answers = responses.filter(
      (response) => response.decision === 'accepted' && (response.blind || response === standing.response),
    );
    if (answers.length < 2) return;
    const spans = pairsOf(answers).flatMap(([a, b]) => (a.span && b.span ? [temporalIou(a.span, b.span)] : []));
    this.#spans.addMeanOf(spans);
    if (item.kind === 'qa' && isClosed(item.form)) {
      const { form, choices } = item;
      this.#closed.get(form)?.add(answers.map(({ text }) => closedAnswer(form, text, choices)));
    } else if (item.kind === 'caption' || item.form === 'open') {
      this.#texts.addMeanOf(pairsOf(answers).map(([a, b]) => rougeL(a.text, b.text)));
    }
  }

  result(): StatsReport['agreement'] {
    const ask = this.#asking;
    return {
      closed: [...this.#closed].map(([form, alpha]) => ({
        value: form,
        ...alpha.result(),
        query: ask(TWICE, is('form', form)),
      })),
      spans: { ...this.#spans.result(), query: ask(TWICE) },
      texts: { ...this.#texts.result(), query: ask(TWICE, 'kind:caption OR form:open') },
    };
  }
}

/** Of one number an item. */
class MeanAndMedian {
  readonly #spread = new Spread();
  #sum = 0;

  addMeanOf(values: readonly number[]): void {
    if (values.length === 0) return;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    this.#spread.add(mean);
    this.#sum += mean;
  }

  result(): { n: number; mean: number | null; median: number | null } {
    const n = this.#spread.n;
    const [median] = this.#spread.quantiles([0.5]);
    return { n, mean: n === 0 ? null : this.#sum / n, median };
  }
}

function pairsOf(answers: readonly Response[]): [Response, Response][] {
  return answers.flatMap((a, at) => answers.slice(at + 1).map((b): [Response, Response] => [a, b]));
}
