/**
 * What the person says of the text that is reviewed: the words as they stand in the field, the candidate they began with,
 * and what is being asked of them. Knows one item, and nothing of the queue.
 */
import type { QueueItem } from '../../../main/contract/index.ts';
import type { PersonId } from '../../../main/document/ids.ts';
import { REJECT_REASONS } from '../../../main/document/records.ts';
import type { Review, Suggestion } from '../../../main/document/records.ts';
import { standingOf } from '../../../main/document/status.ts';
import type { Standing } from '../../../main/document/status.ts';
import { ownOf } from '../texts/draft.ts';

/** A reason to reject or to return it, or a comment. */
export type Asking = 'reject' | 'return' | 'comment';

export class Answer {
  readonly #personId: PersonId | null;
  /** As it is now. */
  item: QueueItem = $state.raw() as QueueItem;
  /** What was there when it was shown. */
  #begun: string = $state('');
  picked: Suggestion | null = $state.raw(null);
  text = $state('');
  /** How often a candidate was taken: whoever waits for a further one learns by it that the person did not. */
  picks = 0;
  /** Whether the field has the caret. */
  editing = $state(false);
  asking: Asking | null = $state(null);
  readonly standing: Standing = $derived.by(() => standingOf(this.item.row.texts));
  /** The newest first; none for whoever is to see none. */
  readonly candidates: readonly Suggestion[] = $derived.by(() =>
    this.item.arm === 'suggestion' ? this.item.row.texts.suggestions.toReversed() : [],
  );
  /** What a closed question is answered with; empty: any words. */
  readonly choices: readonly string[] = $derived.by(() => {
    const { item } = this.item.row.texts;
    return item.kind === 'qa' ? item.choices : [];
  });
  readonly isChanged: boolean = $derived.by(() => this.text !== (this.picked?.text ?? this.#begun));
  readonly isEmpty: boolean = $derived(this.text.trim() === '');
  /** What the reviewer who gave it back said; null: nobody did. */
  readonly returned: Review | null = $derived.by(() => {
    if (this.standing.review !== 'returned' || this.item.arm === 'review') return null;
    return this.item.row.texts.reviews.findLast(({ verdict }) => verdict === 'returned') ?? null;
  });
  /** How many things a digit can pick now. */
  readonly offered: number = $derived.by(() => {
    if (this.asking === 'reject') return REJECT_REASONS.length;
    if (this.choices.length > 0) return this.choices.length;
    return this.candidates.length > 1 ? this.candidates.length : 0;
  });

  constructor(item: QueueItem, personId: PersonId | null) {
    this.#personId = personId;
    this.item = item;
    this.#begin();
    // Where there is nothing to accept, one writes.
    this.editing = item.arm !== 'review' && this.isEmpty && this.choices.length === 0;
  }

  pick(candidate: Suggestion): void {
    this.picks++;
    this.picked = candidate;
    this.text = candidate.text;
  }

  /** It is another than it was. A new suggestion is shown, but not over the words of the person. */
  renew(item: QueueItem): void {
    const known = new Set(this.item.row.texts.suggestions.map(({ id }) => id));
    const isNew = item.row.texts.suggestions.some(({ id }) => !known.has(id));
    const begins = isNew && item.arm === 'suggestion' && !this.isChanged;
    this.item = item;
    if (begins) this.#begin();
  }

  #begin(): void {
    const { arm, row } = this.item;
    const helps = arm === 'suggestion' || arm === 'review';
    const own = ownOf(row.texts, this.#personId);
    const { suggestion, text } = standingOf(row.texts);
    this.picked = helps ? suggestion : null;
    this.#begun = own !== null && own.decision === null ? own.text : helps ? (text ?? '') : (own?.text ?? '');
    this.text = this.#begun;
  }
}
