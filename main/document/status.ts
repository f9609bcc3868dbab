/**
 * The status of an item, computed from its texts and never chosen. One function, so that the store's index, the window and
 * the measures cannot disagree. Knows nothing of where the texts come from.
 */
import type { Item, Response, Review, Suggestion, Verdict } from './records.ts';
import type { Span } from './time.ts';

export const STATUSES = [
  'todo',
  'suggested',
  'editing',
  'accepted',
  'edited',
  'written',
  'rejected',
  'skipped',
] as const;
export type Status = (typeof STATUSES)[number];

/** All of one item, in the order in which they were made. */
export interface ItemTexts {
  readonly item: Item;
  readonly suggestions: readonly Suggestion[];
  readonly responses: readonly Response[];
  readonly reviews: readonly Review[];
}

export interface Standing {
  readonly status: Status;
  /** Null where nobody has reviewed the response as it is now. */
  readonly review: Verdict | null;
  /** What stands: the response where there is one, else the suggestion; null: nothing yet. */
  readonly text: string | null;
  readonly suggestion: Suggestion | null;
  readonly response: Response | null;
}

export function standingOf({ item, suggestions, responses, reviews }: ItemTexts): Standing {
  const response = responseOf(responses);
  const suggestion =
    suggestions.find(({ id }) => id === response?.suggestionId) ??
    suggestions.findLast(({ junk }) => junk === null) ??
    null;
  const review = reviews.findLast((one) => response !== null && holdsFor(response, one));
  return {
    status: statusOf(item, response, suggestion),
    review: response === null || response.decision === null ? null : (review?.verdict ?? null),
    text: response === null || response.decision === 'skipped' ? (suggestion?.text ?? null) : response.text,
    suggestion,
    response,
  };
}

/** The latest that says what is right or wrong, else the latest: whoever only begins or skips does not undo another's word. */
function responseOf(responses: readonly Response[]): Response | null {
  const open = responses.filter(({ blind }) => !blind);
  return open.findLast(({ decision }) => decision === 'accepted' || decision === 'rejected') ?? open.at(-1) ?? null;
}

/** A response that was decided or changed since is another one. */
function holdsFor({ id, text, decidedAtMs }: Response, review: Review): boolean {
  return review.responseId === id && review.text === text && review.madeAtMs >= (decidedAtMs ?? 0);
}

function statusOf(item: Item, response: Response | null, suggestion: Suggestion | null): Status {
  if (response === null) return suggestion === null ? 'todo' : 'suggested';
  if (response.decision === null) return 'editing';
  if (response.decision !== 'accepted') return response.decision;
  if (response.suggestionId === null || suggestion === null) return 'written';
  const asked = item.kind === 'caption' || suggestion.question === null || sameText(suggestion.question, item.question);
  const kept = sameSpan(suggestion.span, response.span);
  return asked && kept && sameText(suggestion.text, response.text) ? 'accepted' : 'edited';
}

function sameSpan(a: Span | null, b: Span | null): boolean {
  return a?.fromUs === b?.fromUs && a?.toUs === b?.toUs;
}

/** Equal but for how Unicode writes it and for white space. */
export function sameText(a: string, b: string): boolean {
  return normalised(a) === normalised(b);
}

export function normalised(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}
