/** Whether what a model said about a clip is right. Strict: only the world's own sentences count. Knows no model. */
import { areSameFacts } from './facts.ts';
import type { Facts, Track } from './facts.ts';
import { readCaption, readProposal } from './grammar.ts';

/** Every fact is stated, and all are so; of either track where none is named. */
export function isCaptionRight(text: string, facts: Facts, tracks: readonly Track[] = ['short', 'dense']): boolean {
  return tracks.some((track) => {
    const stated = readCaption(text.trim(), track);
    return stated !== undefined && areSameFacts(stated, facts);
  });
}

/** The answer of the ground truth, word for word. */
export function isAnswerRight(text: string, question: { readonly answer: string }): boolean {
  return text.trim() === question.answer;
}

/**
 * A question of the world about what is there, and its right answer.
 *
 * @internal
 */
export function isProposalRight(text: string, facts: Facts): boolean {
  const proposal = readProposal(text.trim());
  if (proposal === undefined) return false;
  return facts[proposal.attribute] === proposal.value && (proposal.shape ?? facts.shape) === facts.shape;
}
