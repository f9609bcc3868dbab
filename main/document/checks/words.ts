/** Words and sentences of a text in any script. Knows no language's grammar. */

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** In small letters, without punctuation. Chinese and Japanese words are told by a dictionary. */
export function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text.normalize('NFC')))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment.toLowerCase());
}

/** Trimmed, with their punctuation; a line break ends one too. An abbreviation (`Mr. Bean`, `3. step`) ends none. */
export function sentencesOf(text: string): string[] {
  return text
    .split(
      /(?<=(?:\p{L}{3}|\p{N}\p{L}|[\p{sc=Han}\p{sc=Hangul}\p{sc=Kana}\p{sc=Hira}"')\]”’])[.!?…]["'”’)\]]*)\s+|(?<=[。！？][”’」』）]*)|\n+/u,
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** What two texts have to have in common to be the same but for case, punctuation and white space. */
export function sameWords(a: string, b: string): boolean {
  return wordsOf(a).join(' ') === wordsOf(b).join(' ');
}
