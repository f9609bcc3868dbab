/** Finds a text that stops in the middle, though the model did not say that it had no room. */
import { sentencesOf, wordsOf } from './words.ts';

const ENDED = /[.!?…。！？~:;][\s"'”’»)\]」』）*_]*$|[”’»」』）)\]"]\s*$|\p{Extended_Pictographic}\uFE0F?\s*$/u;
/** Nobody ends with these, whatever came before. */
const HANGING =
  /(?:[,，、(（[{"“‘「『-]|(?:^|\s)(?:a|an|the|and|or|of|with|to the|in the|on the|at the|which|while|because|whose|very|his|their|its|my|your))\s*$/iu;

/** The last words of it, or null. */
export function findCut(text: string): string | null {
  const trimmed = text.trim();
  if (ENDED.test(trimmed)) return HANGING_QUOTE.test(trimmed) ? endOf(trimmed) : null;
  const sentences = sentencesOf(trimmed);
  const others = sentences.slice(0, -1);
  const isList = /\n\s*(?:[-*•]|\d+[.)])\s/.test(`\n${trimmed}`);
  const othersEnd = others.length > 0 && !isList && others.every((sentence) => ENDED.test(sentence));
  return othersEnd || (wordsOf(trimmed).length >= 4 && HANGING.test(trimmed)) ? endOf(trimmed) : null;
}

/** A quotation or bracket that is opened last of all. */
const HANGING_QUOTE = /\s["“‘「『(（[]$/u;

function endOf(text: string): string {
  return text.slice(-40);
}
