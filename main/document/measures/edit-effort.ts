/**
 * How much of a suggestion had to be changed: Levenshtein(S, R) / max(|S|, |R|) in characters, S the suggestion shown
 * and R the text that a person accepted, both after Unicode and white-space normalisation. 0: nothing; 1: all of it.
 * Knows nothing of who changed it.
 */
import { normalised } from '../status.ts';
import { lengthOf, levenshtein } from './levenshtein.ts';

export function editEffort(suggestion: string, response: string): number {
  const [s, r] = [normalised(suggestion), normalised(response)];
  const longer = Math.max(lengthOf(s), lengthOf(r));
  return longer === 0 ? 0 : levenshtein(s, r) / longer;
}
