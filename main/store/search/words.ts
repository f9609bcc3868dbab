/**
 * Words as the index has them, and words as they are looked for.
 *
 * FTS5's unicode61 takes what stands between spaces and marks as a word. That is right for English: `car` finds `a red
 * car.` and not `carpet`, which `car*` finds too. Chinese has no spaces, and Korean hangs its particles on the word
 * (고양이가), so each character of theirs is a word by itself here, and what is looked for is a phrase of them: any part of
 * a text is found, however it is spaced. Trigrams would find no word of two characters, which most are.
 */

const ONE_BY_ONE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー]/gu;

/** NFKC, so that the wide letters of an input method are letters; without what FTS5 or a terminal might obey. */
export function indexedText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(ONE_BY_ONE, ' $& ');
}

export interface WordsWanted {
  readonly text: string;
  /** The last word may go on. */
  readonly prefix: boolean;
}

/** For FTS5's MATCH: all of them, each as a phrase. Whatever is in a text is text there: it is quoted. */
export function matchOf(wanted: readonly WordsWanted[]): string {
  return wanted
    .map(({ text, prefix }) => `"${indexedText(text).replaceAll('"', ' ')}"${prefix ? ' *' : ''}`)
    .join(' AND ');
}
