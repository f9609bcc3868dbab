/**
 * What the person says of the text that is reviewed: the words as they stand in the field, the candidate they began with,
 * and the reason that is being asked for. Knows one item, and nothing of the queue.
 */
import type { QueueItem } from '../../../main/contract/index.ts';
import type { Suggestion } from '../../../main/document/records.ts';
import { standingOf } from '../../../main/document/status.ts';
import type { PersonId } from '../../../main/document/ids.ts';
import { ownOf } from '../texts/draft.ts';

export class Answer {
  readonly item: QueueItem;
  /** What was there when it was shown. */
  readonly begun: string;
  readonly candidates: readonly Suggestion[];
  picked: Suggestion | null = $state.raw(null);
  text = $state('');
  /** Whether the field has the caret. */
  editing = $state(false);
  /** Which reason is being asked for. */
  asking: 'reject' | 'return' | null = $state(null);
  readonly isChanged: boolean = $derived.by(() => this.text !== (this.picked?.text ?? this.begun));
  readonly isEmpty: boolean = $derived(this.text.trim() === '');

  constructor(item: QueueItem, personId: PersonId | null) {
    this.item = item;
    const { texts } = item.row;
    const standing = standingOf(texts);
    const helps = item.arm === 'suggestion' || item.arm === 'review';
    this.candidates = item.arm === 'suggestion' ? texts.suggestions.toReversed() : [];
    this.picked = helps ? standing.suggestion : null;
    const own =
      item.arm === 'blind' ? texts.responses.findLast((each) => each.personId === personId) : ownOf(texts, personId);
    const mine = own !== null && own !== undefined && own.decision === null ? own.text : null;
    this.begun = mine ?? (helps ? (standing.text ?? '') : (own?.text ?? ''));
    this.text = this.begun;
    // Where there is nothing to accept, one writes.
    this.editing = item.arm !== 'review' && this.begun === '' && this.choices.length === 0;
  }

  /** What a closed question is answered with; empty: any words. */
  get choices(): readonly string[] {
    const { item } = this.item.row.texts;
    return item.kind === 'qa' ? item.choices : [];
  }

  pick(candidate: Suggestion): void {
    this.picked = candidate;
    this.text = candidate.text;
  }
}
