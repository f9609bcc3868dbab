/** Finds a text that goes round in a circle, as models do when they lose the thread. */
import { sentencesOf, wordsOf } from './words.ts';

/** Words in a row: how often a phrase of so many may follow itself. "Very, very, very good" and "knock knock" are no loops. */
const MOST_REPEATS = [0, 4, 3, 2, 2, 2, 2, 2] as const;
const LONGEST_PHRASE = 40;
/** A sentence of so many words is not said twice by chance. */
const LONG_SENTENCE = 8;
/** In a long text: of all runs of three words, at least so many are new. Captions people wrote have 0.8 and more. */
const LEAST_NEW = 0.5;
const LONG_TEXT = 40;

/** The phrase that comes again, or null. */
export function findLoop(text: string): string | null {
  const letters = /([^\s\p{N}.…·•\-–—_=*~#])\1{9,}/u.exec(text);
  if (letters !== null) return letters[0].slice(0, 20);
  const words = wordsOf(text);
  return repeatedPhrase(words) ?? repeatedSentence(text) ?? worn(words);
}

function repeatedPhrase(words: readonly string[]): string | null {
  for (let length = 1; length <= Math.min(LONGEST_PHRASE, words.length / 2); length++) {
    const most = MOST_REPEATS[length] ?? 1;
    let matching = 0;
    for (let at = length; at < words.length; at++) {
      matching = words[at] === words[at - length] ? matching + 1 : 0;
      if (matching >= length * most && !isNumbers(words.slice(at + 1 - length, at + 1)))
        return words.slice(at + 1 - length, at + 1).join(' ');
    }
  }
  return null;
}

/** A table of numbers may hold the same one many times. */
function isNumbers(words: readonly string[]): boolean {
  return words.every((word) => /^\p{N}/u.test(word));
}

function repeatedSentence(text: string): string | null {
  const counts = new Map<string, number>();
  for (const sentence of sentencesOf(text)) {
    const words = wordsOf(sentence);
    if (words.length < 3) continue;
    const key = words.join(' ');
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > 2 || (count > 1 && words.length >= LONG_SENTENCE)) return key;
  }
  return null;
}

function worn(words: readonly string[]): string | null {
  if (words.length < LONG_TEXT) return null;
  const counts = new Map<string, number>();
  for (let at = 2; at < words.length; at++) {
    const run = `${words[at - 2]} ${words[at - 1]} ${words[at]}`;
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  if (counts.size / (words.length - 2) >= LEAST_NEW) return null;
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}
