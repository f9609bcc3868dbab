/** Marks the junk among texts that were written, with its reason; nothing is thrown away. */
import { findJunk } from '../../document/checks/find-junk.ts';
import type { LanguageScores } from '../../document/checks/language.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { WrittenText } from './outcome.ts';

interface Judging {
  readonly recipe: Recipe;
  /** What was written before of the same video. */
  readonly before: readonly WrittenText[];
  /** Null: languages are told by their scripts alone. */
  readonly languageScores: LanguageScores | null;
}

/**
 * Each by those before it. Only what is said of one and the same clip is compared: two windows of a video may show the same.
 */
export function judge(texts: readonly WrittenText[], { before, languageScores, recipe }: Judging): WrittenText[] {
  const judged: WrittenText[] = [];
  for (const { item, suggestion } of texts) {
    const { prompt, stop, text } = suggestion;
    const others = [...before, ...judged].flatMap((other) =>
      other.item.kind === item.kind && other.item.segmentId === item.segmentId && other.suggestion.junk === null
        ? other.suggestion.text
        : [],
    );
    const caption = item.kind === 'caption' ? recipe.captions.find(({ track }) => track === item.track) : undefined;
    const rules = caption?.rules ?? null;
    const found = findJunk({ text, stop, prompt, rules, language: recipe.language, others }, languageScores);
    judged.push({ item, suggestion: { ...suggestion, junk: found?.reason ?? null } });
  }
  return judged;
}
