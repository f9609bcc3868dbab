/**
 * Whether a text that a model wrote is worth a person's time, and if not, why. A false alarm hides good work, so each check
 * asks for clear signs. Knows no model and no store.
 */
import type { JunkReason } from '../junk.ts';
import type { CaptionRules } from '../recipe.ts';
import type { Suggestion } from '../records.ts';
import { findCut } from './cut-off.ts';
import { findOtherLanguage } from './language.ts';
import type { LanguageScores } from './language.ts';
import { findLeak } from './leaked-prompt.ts';
import { findLoop } from './looping.ts';
import { findRefusal } from './refusing.ts';
import { findBrokenRule } from './rules.ts';
import { sameWords, wordsOf } from './words.ts';

export interface GeneratedText {
  /** As it is to be stored: with its prefix. */
  readonly text: string;
  readonly stop: Suggestion['stop'];
  readonly prompt: string;
  /** Of a caption; null: it is an answer. */
  readonly rules: CaptionRules | null;
  /** What it has to be written in, as ISO 639-1 has it; null: anything. */
  readonly language: string | null;
  /** What the same model wrote of the same video: other captions, or other answers. */
  readonly others: readonly string[];
}

export interface Junk {
  readonly reason: JunkReason;
  /** The words that show it, or in words what was found. */
  readonly found: string;
}

/** `scores`: see language.ts; null: the script alone is looked at. The first reason is given, the plainest first. */
export function findJunk(generated: GeneratedText, scores: LanguageScores | null): Junk | null {
  const { language, others, prompt, rules, stop, text } = generated;
  if (!/[\p{L}\p{N}]/u.test(text)) return { reason: 'empty', found: text.trim() };
  return (
    junk('leaked-prompt', findLeak(text, prompt)) ??
    junk('refusing', findRefusal(text)) ??
    junk('looping', findLoop(text)) ??
    junk('cut-off', stop === 'length' ? text.slice(-40) : findCut(text)) ??
    junk('wrong-language', language === null ? null : findOtherLanguage(text, language, scores)) ??
    junk('duplicate', findDuplicate(text, others)) ??
    junk('breaks-rule', rules === null ? null : findBrokenRule(text, rules))
  );
}

/** Many questions have the answer "yes", and many shots "a man talks": what is longer is not said twice of two things. */
const LEAST_WORDS = 6;

function findDuplicate(text: string, others: readonly string[]): string | null {
  if (wordsOf(text).length < LEAST_WORDS) return null;
  return others.find((other) => sameWords(text, other)) ?? null;
}

function junk(reason: JunkReason, found: string | null): Junk | null {
  return found === null ? null : { reason, found };
}
