/** The pieces arranged for looking up: by text, by rank, by byte. Knows nothing of the file they came from, nor of merging. */
import { byteOfPiece } from './model.ts';
import type { SentencePieceModel } from './model.ts';

export interface Vocabulary {
  /** Id of an ordinary piece (normal, user-defined, unused). Control, unknown and byte pieces are not here: no text can become one. */
  readonly idOf: (text: string) => number | undefined;
  /** Place in the order of merging; pieces of equal score share one. */
  readonly rankOf: (id: number) => number;
  readonly isUnused: (id: number) => boolean;
  /** Id of the byte piece, or undefined in a model without byte fallback. */
  readonly byteIdOf: (byte: number) => number | undefined;
  /** Length of the longest user-defined symbol that begins at `at`, 0 where there is none. */
  readonly symbolLengthAt: (text: string, at: number) => number;
  /** In UTF-16 code units. */
  readonly longestPiece: number;
}

export function vocabularyOf({ pieces }: SentencePieceModel): Vocabulary {
  const ids = new Map<string, number>();
  const byteIds = new Map<number, number>();
  const symbols = new Set<string>();
  let longestPiece = 0;
  pieces.forEach(({ text, type }, id) => {
    if (type === 'byte') byteIds.set(byteOfPiece(text) ?? -1, id);
    if (type !== 'normal' && type !== 'user-defined' && type !== 'unused') return;
    ids.set(text, id);
    longestPiece = Math.max(longestPiece, text.length);
    if (type === 'user-defined') symbols.add(text);
  });

  const descending = [...new Set(pieces.map((piece) => piece.score))].sort((a, b) => b - a);
  const rankOfScore = new Map(descending.map((score, rank) => [score, rank]));
  const ranks = Uint32Array.from(pieces, (piece) => rankOfScore.get(piece.score) ?? 0);
  const symbolLengths = lengthsByFirstUnit(symbols);

  return {
    idOf: (text) => ids.get(text),
    rankOf: (id) => ranks[id] ?? 0,
    isUnused: (id) => pieces[id]?.type === 'unused',
    byteIdOf: (byte) => byteIds.get(byte),
    symbolLengthAt: (text, at) => {
      const lengths = symbolLengths.get(text.charCodeAt(at));
      return lengths?.find((length) => symbols.has(text.slice(at, at + length))) ?? 0;
    },
    longestPiece,
  };
}

/** First code unit -> the lengths that symbols with it have, the longest first. */
function lengthsByFirstUnit(symbols: ReadonlySet<string>): Map<number, number[]> {
  const lengths = new Map<number, Set<number>>();
  for (const symbol of symbols) {
    const unit = symbol.charCodeAt(0);
    lengths.set(unit, (lengths.get(unit) ?? new Set()).add(symbol.length));
  }
  return new Map([...lengths].map(([unit, set]) => [unit, [...set].sort((a, b) => b - a)]));
}
