/** Keeps of several proposals each question once. */
import { questionKey } from './keys.ts';
import type { Proposal } from './parse.ts';

/** The first of each; `asked`: the questions that are there already. */
export function distinctProposals<One extends Pick<Proposal, 'question'>>(
  proposals: readonly One[],
  asked: readonly string[],
): One[] {
  const keys = new Set(asked.map(questionKey));
  return proposals.filter(({ question }) => {
    const key = questionKey(question);
    const isNew = !keys.has(key);
    keys.add(key);
    return isNew;
  });
}
