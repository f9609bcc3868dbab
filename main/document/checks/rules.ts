/** The rules that a recipe has for a caption: what is mended, and what is broken. */
import type { CaptionRules } from '../recipe.ts';
import { wordsOf } from './words.ts';

/** The text with the prefix that it has to have; one that is there in other letters is written as the rule has it. */
export function withPrefix(text: string, { prefix }: Pick<CaptionRules, 'prefix'>): string {
  if (prefix === null || text.trim() === '') return text;
  const bare = prefix.trimEnd();
  if (text.slice(0, bare.length).toLowerCase() === bare.toLowerCase()) return bare + text.slice(bare.length);
  const needsSpace = !/[\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}，。：、]$/u.test(prefix);
  return `${prefix}${needsSpace ? ' ' : ''}${text.trimStart()}`;
}

/** Which rule is broken, in words for a person, or null. */
export function findBrokenRule(text: string, { forbidden, maxWords, minWords, prefix }: CaptionRules): string | null {
  const count = wordsOf(text).length;
  if (minWords !== null && count < minWords) return `${count} words, at least ${minWords}`;
  if (maxWords !== null && count > maxWords) return `${count} words, at most ${maxWords}`;
  if (prefix !== null && !text.startsWith(prefix.trimEnd())) return `does not begin with "${prefix}"`;
  const found = forbidden.find((phrase) => holds(text, phrase));
  return found === undefined ? null : `"${found}"`;
}

/** As whole words; in Chinese and Japanese, which have no spaces, and in Korean, whose particles follow without one, anywhere. */
function holds(text: string, phrase: string): boolean {
  const words = escaped(phrase);
  const before = BOUNDED.test(phrase.at(0) ?? '') ? `(?<!${LETTER})` : '';
  const after = BOUNDED.test(phrase.at(-1) ?? '') ? `(?!${LETTER})` : '';
  return new RegExp(`${before}${words}${after}`, 'iu').test(text.normalize('NFC'));
}

const LETTER = '[\\p{L}\\p{N}]';
const BOUNDED = /(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])[\p{L}\p{N}]/u;

function escaped(phrase: string): string {
  return RegExp.escape(phrase.normalize('NFC').trim()).replaceAll('\\x20', '\\s+');
}
