/**
 * Tells a text that is not in the language it was asked for in: by its script, and where it is long enough for that by a
 * detector that is given. Knows no detector.
 */

/** How much a text looks like each language, by ISO 639-1 code, 0 to 1; what is left out looks like nothing. */
export type LanguageScores = (text: string) => Readonly<Record<string, number>>;

const SCRIPTS = {
  Latin: /\p{sc=Latin}/gu,
  Han: /\p{sc=Han}/gu,
  Hangul: /\p{sc=Hangul}/gu,
  Kana: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu,
  Cyrillic: /\p{sc=Cyrillic}/gu,
  Arabic: /\p{sc=Arabic}/gu,
  Devanagari: /\p{sc=Devanagari}/gu,
  Thai: /\p{sc=Thai}/gu,
  Greek: /\p{sc=Greek}/gu,
  Hebrew: /\p{sc=Hebrew}/gu,
} as const;
type Script = keyof typeof SCRIPTS;

/** Of languages with another script than Latin; all that are not here are taken for Latin ones. */
const SCRIPTS_OF: Readonly<Record<string, readonly Script[]>> = {
  zh: ['Han'],
  ja: ['Han', 'Kana'],
  ko: ['Hangul'],
  ru: ['Cyrillic'],
  uk: ['Cyrillic'],
  bg: ['Cyrillic'],
  sr: ['Cyrillic', 'Latin'],
  kk: ['Cyrillic'],
  mn: ['Cyrillic'],
  ar: ['Arabic'],
  fa: ['Arabic'],
  ur: ['Arabic'],
  hi: ['Devanagari'],
  mr: ['Devanagari'],
  ne: ['Devanagari'],
  th: ['Thai'],
  el: ['Greek'],
  he: ['Hebrew'],
};
/** Without a script in this table a language is not judged by one. */
const UNJUDGED = new Set(['am', 'bn', 'gu', 'hy', 'ka', 'km', 'kn', 'lo', 'ml', 'my', 'pa', 'si', 'ta', 'te', 'yi']);

/** So many letters of a foreign script are no symbol (π, Δ) and no slip. */
const FOREIGN_LETTERS = 3;
/** Below this a detector guesses: names and single words are alike in many languages. */
const LEAST_LETTERS = 40;
/** How much more it must look like another language; related ones are close together. */
const CLEARLY = 0.12;

/** What it is written in instead (`Han`, `fr`), or null. */
export function findOtherLanguage(text: string, language: string, scores: LanguageScores | null): string | null {
  if (UNJUDGED.has(language)) return null;
  const own = SCRIPTS_OF[language] ?? ['Latin'];
  // A sign that is quoted may be in any script.
  const said = text.replace(/["“「『«‘'(][^"”」』»’')]{1,40}["”」』»’')]/gu, ' ');
  const counts = (Object.keys(SCRIPTS) as Script[]).map((script) => ({
    script,
    letters: said.match(SCRIPTS[script])?.length ?? 0,
  }));
  const letters = counts.reduce((sum, count) => sum + count.letters, 0);
  const foreign = counts.filter(({ script }) => !own.includes(script)).sort((a, b) => b.letters - a.letters);
  const ownLetters = letters - foreign.reduce((sum, count) => sum + count.letters, 0);
  if (letters >= 2 && ownLetters < letters / 2 && !isOneName(said)) return foreign[0]?.script ?? null;
  // Names in Latin letters stand in texts of every language; other scripts do not stray.
  const stray = foreign.find(({ script, letters: count }) => script !== 'Latin' && count >= FOREIGN_LETTERS);
  if (stray !== undefined) return stray.script;
  if (scores === null || own.includes('Han') || own.includes('Hangul') || ownLetters < LEAST_LETTERS) return null;
  const found = scores(said);
  const best = Object.entries(found).reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
  return best[0] !== language && best[1] - (found[language] ?? 0) > CLEARLY ? best[0] : null;
}

/** `NBC`, `iPhone 12`: an answer that is a name or a number is written so in every language. */
function isOneName(text: string): boolean {
  return /^[\s\p{P}]*\p{Lu}[\p{sc=Latin}\p{N}]*(?:[\s-]+[\p{Lu}\p{N}][\p{sc=Latin}\p{N}]*){0,2}[\s\p{P}]*$/u.test(text);
}
