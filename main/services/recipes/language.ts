/** Tells languages apart, offline, by the n-grams of the package eld. Knows no recipe. */
import type { LanguageScores } from '../../document/checks/language.ts';

let loading: Promise<LanguageScores> | undefined;

/** Its tables take half a second to load, so only who checks a language loads them. Afterwards 0.05 ms a sentence. */
export function loadLanguageScores(): Promise<LanguageScores> {
  return (loading ??= import('eld/small').then(
    ({ eld }) =>
      (text) =>
        eld.detect(text).getScores(),
  ));
}
