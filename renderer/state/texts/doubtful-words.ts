/** Which words of a text its model was not sure of. Knows no component and no threshold but its own. */
import { commonPairs } from '../../../main/document/measures/common-subsequence.ts';
import { piecesOf } from '../../../main/document/measures/words.ts';
import type { ScoredPiece } from '../../../main/document/records.ts';

export interface ShadedPart {
  readonly text: string;
  readonly doubtful: boolean;
}

/** A word that was as likely as not to be another. */
const DOUBTFUL_BELOW = 0.5;

/** `text` in parts, joined it is itself again; a word that the model did not write, or a person changed, is not shaded. */
export function doubtfulWords(text: string, pieces: readonly ScoredPiece[]): readonly ShadedPart[] {
  const written = wordsOf(pieces);
  const shown = piecesOf(text);
  const doubtful = new Set<number>();
  const bare = (words: readonly string[]) => words.map((word) => word.trim());
  if (written.some((word) => word.doubtful)) {
    for (const [inWritten, inShown] of commonPairs(bare(written.map((word) => word.text)), bare(shown))) {
      if (written[inWritten]?.doubtful === true) doubtful.add(inShown);
    }
  }
  const parts: ShadedPart[] = [];
  for (const [place, word] of shown.entries()) {
    const last = parts.at(-1);
    const shaded = doubtful.has(place);
    if (last?.doubtful === shaded) parts[parts.length - 1] = { text: last.text + word, doubtful: shaded };
    else parts.push({ text: word, doubtful: shaded });
  }
  return parts;
}

/** The words of what was written, each as likely as all its pieces together. A piece that reaches into two counts in both. */
function wordsOf(pieces: readonly ScoredPiece[]): ShadedPart[] {
  const words = piecesOf(pieces.map(([piece]) => piece).join(''));
  const parts: ShadedPart[] = [];
  let [at, from, start] = [0, 0, 0];
  for (const text of words) {
    const until = start + text.trimEnd().length;
    let logProb = 0;
    for (let index = at, begin = from; index < pieces.length && begin < until; index++) {
      const [piece, log] = pieces[index] ?? ['', 0];
      const end = begin + piece.length;
      if (end > start && /\S/u.test(piece.slice(Math.max(0, start - begin), until - begin))) logProb += log;
      if (end <= until) [at, from] = [index + 1, end];
      begin = end;
    }
    parts.push({ text, doubtful: /[\p{L}\p{N}]/u.test(text) && Math.exp(logProb) < DOUBTFUL_BELOW });
    start += text.length;
  }
  return parts;
}
