/**
 * How much of a suggestion is left in the text that a person accepted: the longest common subsequence of their words /
 * |S| in words. Null where the suggestion has no words. Punctuation does not count; case does. Knows nothing of who changed it.
 */
import { commonLength } from './common-subsequence.ts';
import { wordsOf } from './words.ts';

export function keptShare(suggestion: string, response: string): number | null {
  const words = wordsOf(suggestion);
  return words.length === 0 ? null : commonLength(words, wordsOf(response)) / words.length;
}
