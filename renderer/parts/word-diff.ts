/** Two texts as one: what stayed, went and came, word by word. Knows nothing of how it is shown. */
import { commonPairs } from '../../main/document/measures/common-subsequence.ts';
import { piecesOf } from '../../main/document/measures/words.ts';

export interface DiffPart {
  readonly text: string;
  readonly change: 'kept' | 'gone' | 'new';
}

/** What went stands before what came in its place; the kept and the new joined are `to`. */
export function wordDiff(from: string, to: string): DiffPart[] {
  const [before, after] = [piecesOf(from), piecesOf(to)];
  const words = (pieces: readonly string[]) => pieces.map((piece) => piece.trimEnd());
  const parts: DiffPart[] = [];
  const add = (pieces: readonly string[], change: DiffPart['change']) => {
    if (pieces.length > 0) parts.push({ text: pieces.join(''), change });
  };
  let [inBefore, inAfter] = [0, 0];
  // The space that stood between a kept word and one that went goes with the latter.
  let space = '';
  for (const [b, a] of [...commonPairs(words(before), words(after)), [before.length, after.length] as const]) {
    add(b > inBefore ? [space, ...before.slice(inBefore, b)] : [], 'gone');
    add(after.slice(inAfter, a), 'new');
    add(after.slice(a, a + 1), 'kept');
    space = spaceLost(before[b] ?? '', after[a] ?? '');
    [inBefore, inAfter] = [b + 1, a + 1];
  }
  return joined(parts);
}

function spaceLost(before: string, after: string): string {
  const end = (piece: string): string => piece.slice(piece.trimEnd().length);
  return end(after) === '' ? end(before) : '';
}

/** Neighbours of the same kind are one. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const all: DiffPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last?.change === part.change) all[all.length - 1] = { ...last, text: last.text + part.text };
    else all.push(part);
  }
  return all;
}
