/**
 * What the person at this window says of a text, before it is kept: typed words, a decision. Knows how it is shown in the
 * place of what is kept, and nothing of sending.
 */
import type { PersonId, ResponseId, SuggestionId } from '../../../main/document/ids.ts';
import type { Decision, RejectReason, Response } from '../../../main/document/records.ts';
import { standingOf } from '../../../main/document/status.ts';
import type { ItemTexts } from '../../../main/document/status.ts';
import type { Span } from '../../../main/document/time.ts';

export interface Draft {
  readonly text: string;
  readonly span: Span | null;
  /** What it began with; null: nothing that a model wrote. */
  readonly suggestionId: SuggestionId | null;
  /** Null: still at it. */
  readonly decision: Decision | null;
  readonly reason: RejectReason | null;
}

export function ownOf({ responses }: ItemTexts, personId: PersonId | null): Response | null {
  return responses.findLast((response) => response.personId === personId && !response.blind) ?? null;
}

/** What the field shows and a decision is about: one's own words while one is at them, else what stands. */
export function draftFrom(texts: ItemTexts, personId: PersonId | null): Draft {
  const own = ownOf(texts, personId);
  const { response, suggestion, text } = standingOf(texts);
  if (own !== null && own.decision !== 'skipped' && (own.decision === null || own === response)) {
    const { text, span, suggestionId, decision, reason } = own;
    return { text, span, suggestionId, decision, reason };
  }
  return {
    text: text ?? '',
    // Also where a person took it away.
    span: response === null ? (suggestion?.span ?? null) : response.span,
    suggestionId: response?.suggestionId ?? suggestion?.id ?? null,
    decision: null,
    reason: null,
  };
}

/** As it will be when the draft is kept. */
export function withDraft(texts: ItemTexts, draft: Draft, personId: PersonId): ItemTexts {
  const own = ownOf(texts, personId);
  const { text, span, suggestionId, decision, reason } = draft;
  const response: Response = {
    id: own?.id ?? ('' as ResponseId),
    itemId: texts.item.id,
    personId,
    ...{ text, span, suggestionId, decision, reason },
    blind: false,
    // Later than every review: what was said of the words before does not hold for these.
    decidedAtMs: decision === null ? null : Infinity,
  };
  return { ...texts, responses: [...texts.responses.filter((each) => each !== own), response] };
}
