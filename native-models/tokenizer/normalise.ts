/** SentencePiece's treatment of spaces before a text is cut into pieces. Knows no pieces but the user-defined symbols. */
import type { NormaliserRules } from './model.ts';
import type { Vocabulary } from './vocabulary.ts';

/** U+2581, which stands for a space inside pieces. One that is typed becomes a space in the decoded text, as in SentencePiece. */
export const SPACE = '\u2581';

/** Lone surrogates become U+FFFD. */
export function normalise(
  text: string,
  rules: NormaliserRules,
  { symbolLengthAt }: Pick<Vocabulary, 'symbolLengthAt'>,
): string {
  const space = rules.escapeWhitespaces ? SPACE : ' ';
  const whole = text.toWellFormed();
  const clean = rules.removeExtraWhitespaces ? withSingleSpaces(whole, symbolLengthAt) : whole;
  if (clean === '') return '';
  const marked = (rules.addDummyPrefix ? ' ' : '') + clean;
  const escaped = rules.escapeWhitespaces ? marked.replaceAll(' ', SPACE) : marked;
  return rules.removeExtraWhitespaces ? withoutTrailing(escaped, space) : escaped;
}

/** No leading spaces and no runs of them; a user-defined symbol keeps those inside it. */
function withSingleSpaces(text: string, symbolLengthAt: Vocabulary['symbolLengthAt']): string {
  let kept = '';
  let afterSpace = true;
  let at = 0;
  while (at < text.length) {
    const length = Math.max(1, symbolLengthAt(text, at));
    let part = text.slice(at, at + length);
    if (afterSpace) part = part.replace(/^ +/, '');
    if (part !== '') {
      kept += part;
      afterSpace = part.endsWith(' ');
    }
    at += length;
  }
  return kept;
}

function withoutTrailing(text: string, space: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === space) end -= 1;
  return text.slice(0, end);
}
