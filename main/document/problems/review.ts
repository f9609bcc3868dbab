/** What can be in the way of deciding on a text, or of reviewing a decision. */
import type { Sentences } from './sentences.ts';

export type ReviewProblem =
  /** There is no text, so it cannot be accepted. */
  | { readonly code: 'nothing-to-accept'; readonly itemId: string }
  | { readonly code: 'nothing-to-reject'; readonly itemId: string }
  | { readonly code: 'nothing-to-review'; readonly itemId: string }
  | { readonly code: 'own-response'; readonly itemId: string }
  | { readonly code: 'reason-missing'; readonly itemId: string };

export const reviewSentences: Sentences<ReviewProblem> = {
  'nothing-to-accept': ({ itemId }) => `${itemId}: there is no text that could be accepted. Write one, or skip it.`,
  'nothing-to-reject': ({ itemId }) => `${itemId}: there is no text that could be rejected. Write one, or skip it.`,
  'nothing-to-review': ({ itemId }) => `${itemId}: nobody has decided on it yet, so there is nothing to review.`,
  'own-response': ({ itemId }) => `${itemId}: this is your own text. Leave its review to somebody else.`,
  'reason-missing': ({ itemId }) => `${itemId}: say why it is returned, so that it can be made right.`,
};
