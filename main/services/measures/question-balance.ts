/**
 * Whether questions and answers are of many kinds, or a model could guess them: how evenly forms, topics and answers are
 * spread. Answers are those that stand, unless rejected or skipped.
 */
import { Balance } from '../../document/measures/balance.ts';
import { closedAnswer, letterOf, placeOfChoice } from '../../document/measures/closed-answer.ts';
import { QUESTION_FORMS, QUESTION_TOPICS } from '../../document/question.ts';
import type { Qa } from '../../document/records.ts';
import { is } from './asking.ts';
import type { Asking } from './asking.ts';
import type { BalanceReport, StatsReport } from '../../document/measures/stats-report.ts';
import type { Seen, Tally } from './seen.ts';

export class QuestionBalanceTally implements Tally<StatsReport['balance']> {
  readonly #asking: Asking;
  readonly #forms = new Balance(QUESTION_FORMS);
  readonly #topics = new Balance(QUESTION_TOPICS);
  readonly #yesNo = new Balance(['yes', 'no']);
  readonly #counts = new Balance();
  /** By how many choices there are: with four, A is right by chance in a quarter. */
  readonly #places = new Map<number, Balance>();

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  add({ texts: { item }, standing: { text, status } }: Seen): void {
    if (item.kind !== 'qa') return;
    this.#forms.add(item.form);
    if (item.topic !== null) this.#topics.add(item.topic);
    if (text !== null && status !== 'rejected' && status !== 'skipped') this.#addAnswer(item, text);
  }

  #addAnswer({ form, choices }: Qa, text: string): void {
    if (form === 'yes-no') this.#yesNo.add(oneOf(closedAnswer(form, text, []), ['yes', 'no']));
    if (form === 'count') {
      const count = closedAnswer(form, text, []);
      this.#counts.add(count !== null && /^\d{1,3}$/.test(count) ? count : 'other');
    }
    const place = form === 'choice' ? placeOfChoice(text, choices) : null;
    if (place === null) return;
    const letters = choices.map((_, at) => letterOf(at));
    let places = this.#places.get(choices.length);
    if (places === undefined) this.#places.set(choices.length, (places = new Balance(letters)));
    places.add(letterOf(place));
  }

  result(): StatsReport['balance'] {
    const ask = this.#asking;
    const yesNo = this.#reportOf(this.#yesNo, 'form:yes-no');
    const yes = yesNo.counts.find(({ value }) => value === 'yes')?.n ?? 0;
    return {
      forms: this.#reportOf(this.#forms, 'kind:qa', (value) => ask(is('form', value))),
      topics: this.#reportOf(this.#topics, 'kind:qa -topic:none', (value) => ask(is('topic', value))),
      yesNo: { ...yesNo, yesShare: yesNo.n === 0 ? null : yes / yesNo.n },
      counts: this.#reportOf(this.#counts, 'form:count'),
      choicePlaces: [...this.#places]
        .sort(([a], [b]) => a - b)
        .map(([choices, places]) => ({ choices, ...this.#reportOf(places, 'form:choice') })),
    };
  }

  #reportOf(
    balance: Balance,
    term: string,
    queryOf: (value: string) => string = () => this.#asking(term),
  ): BalanceReport {
    const { counts, ...summary } = balance.summary();
    return {
      ...summary,
      query: this.#asking(term),
      counts: counts.map(({ value, n }) => ({ value, n, query: queryOf(value) })),
    };
  }
}

function oneOf(value: string | null, values: readonly string[]): string {
  return value !== null && values.includes(value) ? value : 'other';
}
