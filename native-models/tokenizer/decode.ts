/**
 * Turns token ids back into text, one by one, as SentencePiece's Decode does for all at once: what is returned is always
 * whole characters, byte pieces wait until theirs is complete, and bytes that are no UTF-8 become U+FFFD, each its own.
 * Control tokens are no text. Knows nothing of stopping or trimming.
 */
import { byteOfPiece } from './model.ts';
import type { SentencePieceModel } from './model.ts';
import { SPACE } from './normalise.ts';

const REPLACEMENT = '\uFFFD';

export class PieceDecoder {
  readonly #model: SentencePieceModel;
  #bytes: number[] = [];
  /** A space at the start is the dummy prefix and is dropped. */
  #atStart = true;
  #prefixSeen = false;
  #textSeen = false;

  constructor(model: SentencePieceModel) {
    this.#model = model;
  }

  /** The text that this token makes certain, often ''. Throws RangeError for an id that the model does not have. */
  push(id: number): string {
    const piece = this.#model.pieces[id];
    if (piece === undefined) throw new RangeError(`token ${id} is not one of ${this.#model.pieces.length}`);
    if (piece.type === 'byte') {
      this.#bytes.push(byteOfPiece(piece.text) ?? 0);
      return this.#seen(this.#characters(false));
    }
    const before = this.#seen(this.#characters(true));
    if (this.#prefixSeen || this.#textSeen) this.#atStart = false;
    this.#prefixSeen = false;
    if (piece.type === 'control') return before;
    if (piece.type === 'unknown') return before + this.#seen(this.#model.unknownText);
    return before + this.#seen(this.#withoutPrefix(piece.text).replaceAll(SPACE, ' '));
  }

  /** What was still waiting. The decoder may then be used for another text. */
  end(): string {
    const rest = this.#characters(true);
    this.#atStart = true;
    this.#prefixSeen = false;
    this.#textSeen = false;
    return rest;
  }

  #seen(text: string): string {
    if (text !== '') this.#textSeen = true;
    return text;
  }

  #withoutPrefix(text: string): string {
    const { addDummyPrefix, removeExtraWhitespaces } = this.#model.rules;
    if (!this.#atStart || !(addDummyPrefix || removeExtraWhitespaces) || !text.startsWith(SPACE)) return text;
    // Where extra spaces are removed, every leading one goes, so the start goes on.
    this.#prefixSeen = !removeExtraWhitespaces;
    return text.slice(1);
  }

  /** Takes the characters that the waiting bytes make; `final` also those that can never be completed now. */
  #characters(final: boolean): string {
    let text = '';
    while (this.#bytes.length > 0) {
      const character = firstCharacter(this.#bytes);
      if (character === 'incomplete' && !final) break;
      const length = typeof character === 'string' ? 1 : character.length;
      text += typeof character === 'string' ? REPLACEMENT : String.fromCodePoint(character.codePoint);
      this.#bytes.splice(0, length);
    }
    return text;
  }
}

/** The character at the start of the bytes, by the table of well-formed UTF-8 (Unicode 15, table 3-7). */
function firstCharacter(
  bytes: readonly number[],
): { readonly codePoint: number; readonly length: number } | 'incomplete' | 'invalid' {
  const lead = bytes[0] ?? 0;
  if (lead < 0x80) return { codePoint: lead, length: 1 };
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return 'invalid';
  const trail = bytes.slice(1, length);
  if (trail.some((byte) => byte >> 6 !== 0b10)) return 'invalid';
  if (trail.length < length - 1) return 'incomplete';
  const codePoint = trail.reduce((bits, byte) => (bits << 6) | (byte & 0x3f), lead & (0x7f >> length));
  const tooLow = codePoint < (length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80);
  if (tooLow || codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return 'invalid';
  return { codePoint, length };
}
