/**
 * ROUGE-L of two texts (Lin, "ROUGE: a package for automatic evaluation of summaries", 2004, section 3.1): with L the
 * longest common subsequence of their words, R = L / |reference|, P = L / |candidate|, F = (1 + b^2) R P / (R + b^2 P).
 * Words in lower case, no stemming. With b = 1, as here by default, neither text is the reference: F = 2 L / (|A| + |B|).
 */
import { commonLength } from './common-subsequence.ts';
import { wordsOf } from './words.ts';

/** 0 to 1; 1 also where neither has a word. */
export function rougeL(reference: string, candidate: string, { beta = 1 }: { readonly beta?: number } = {}): number {
  const [expected, given] = [wordsOf(reference.toLowerCase()), wordsOf(candidate.toLowerCase())];
  if (expected.length === 0 && given.length === 0) return 1;
  const common = commonLength(expected, given);
  if (common === 0) return 0;
  const [recall, precision] = [common / expected.length, common / given.length];
  return ((1 + beta ** 2) * recall * precision) / (recall + beta ** 2 * precision);
}
