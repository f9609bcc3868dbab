/**
 * Byte pair encoding as SentencePiece does it (bpe_model.cc): begin with characters, then merge the neighbours whose
 * union has the best score, the leftmost first, until none has one. O(n log n) by a linked list and a heap.
 * Knows nothing of spaces, bytes or ids of control tokens.
 */
import { Agenda } from './agenda.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Cuts normalised text into pieces. One that is not in the vocabulary is a single character. */
export function mergedPieces(text: string, vocabulary: Vocabulary): string[] {
  const symbols = symbolsOf(text, vocabulary);
  const agenda = new Agenda();
  const unusedCuts = new Map<string, number>();

  function propose(left: number, right: number): void {
    if (left < 0 || right < 0 || symbols.frozen[left] === 1 || symbols.frozen[right] === 1) return;
    const length = symbols.length(left) + symbols.length(right);
    if (length > vocabulary.longestPiece) return;
    const piece = text.slice(symbols.start(left), symbols.start(left) + length);
    const id = vocabulary.idOf(piece);
    if (id === undefined) return;
    agenda.put(vocabulary.rankOf(id), left, length);
    if (vocabulary.isUnused(id)) unusedCuts.set(piece, symbols.length(left));
  }

  for (let left = 0; left + 1 < symbols.count; left++) propose(left, left + 1);
  for (let merge = agenda.take(); merge !== undefined; merge = agenda.take()) {
    const { left, length } = merge;
    const right = symbols.next(left);
    // Symbols only grow or vanish, so a sum that still fits means that neither has changed.
    if (symbols.length(left) === 0 || right < 0 || symbols.length(left) + symbols.length(right) !== length) continue;
    symbols.merge(left, right);
    propose(symbols.previous(left), left);
    propose(left, symbols.next(left));
  }

  const pieces: string[] = [];
  for (let at = symbols.count > 0 ? 0 : -1; at >= 0; at = symbols.next(at)) {
    pieces.push(text.slice(symbols.start(at), symbols.start(at) + symbols.length(at)));
  }
  return unusedCuts.size === 0 ? pieces : pieces.flatMap((piece) => withoutUnused(piece, unusedCuts, vocabulary));
}

/** An unused piece serves to reach longer ones and is then taken apart again, down to pieces that are used. */
function withoutUnused(piece: string, cuts: ReadonlyMap<string, number>, vocabulary: Vocabulary): string[] {
  const used: string[] = [];
  const open = [piece];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const id = vocabulary.idOf(part);
    const cut = id !== undefined && vocabulary.isUnused(id) ? cuts.get(part) : undefined;
    if (cut === undefined) used.push(part);
    else open.push(part.slice(cut), part.slice(0, cut));
  }
  return used;
}

/** The text as a doubly linked list: characters, and user-defined symbols, which are never merged. */
class Symbols {
  readonly count: number;
  readonly frozen: Uint8Array;
  readonly #starts: Int32Array;
  readonly #lengths: Int32Array;
  readonly #previous: Int32Array;
  readonly #next: Int32Array;

  constructor(starts: readonly number[], textLength: number, frozen: Uint8Array) {
    this.count = starts.length;
    this.frozen = frozen;
    this.#starts = Int32Array.from(starts);
    this.#lengths = Int32Array.from(starts, (start, index) => (starts[index + 1] ?? textLength) - start);
    this.#previous = Int32Array.from(starts, (_, index) => index - 1);
    this.#next = Int32Array.from(starts, (_, index) => (index + 1 < starts.length ? index + 1 : -1));
  }

  start(at: number): number {
    return this.#starts[at] ?? 0;
  }

  length(at: number): number {
    return this.#lengths[at] ?? 0;
  }

  previous(at: number): number {
    return this.#previous[at] ?? -1;
  }

  next(at: number): number {
    return this.#next[at] ?? -1;
  }

  merge(left: number, right: number): void {
    this.#lengths[left] = this.length(left) + this.length(right);
    this.#lengths[right] = 0;
    const after = this.next(right);
    this.#next[left] = after;
    if (after >= 0) this.#previous[after] = left;
  }
}

function symbolsOf(text: string, vocabulary: Vocabulary): Symbols {
  const starts: number[] = [];
  const frozen = new Uint8Array(text.length);
  let at = 0;
  while (at < text.length) {
    const symbolLength = vocabulary.symbolLengthAt(text, at);
    if (symbolLength > 0) frozen[starts.length] = 1;
    starts.push(at);
    at += symbolLength > 0 ? symbolLength : (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return new Symbols(starts, text.length, frozen);
}
