/** The elements of a file that is one JSON array, one by one, however long it is. Knows nothing of what they mean. */
import { DEEPEST, JsonError, parseJson } from './json.ts';
import { readPieces, unreadable } from './text.ts';
import type { TextSource } from './text.ts';

export interface Element {
  readonly value: unknown;
  /** On which it begins, from 1. */
  readonly line: number;
}

/** Characters; no record is longer. */
const LONGEST = 1 << 24;

/** Throws as `readPieces`, and where the text is no JSON array; what came before has been handed over then. */
export async function* readArray(source: TextSource): AsyncGenerator<Element, undefined> {
  const scan = new ArrayScan(source);
  for await (const piece of readPieces(source)) yield* scan.take(piece);
  scan.end();
}

/** Goes through the text a character at a time, and keeps only the element it is in. */
class ArrayScan {
  readonly #source: TextSource;
  #state: 'before' | 'between' | 'within' | 'after' = 'before';
  #line = 1;
  #elementLine = 1;
  #kept: string[] = [];
  #length = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #afterComma = false;

  constructor(source: TextSource) {
    this.#source = source;
  }

  *take(piece: string): Generator<Element> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at] as string;
      if (character === '\n') this.#line++;
      if (this.#state === 'within') {
        if (!this.#endsElement(character)) continue;
        yield this.#element(piece.slice(from, at));
        this.#between(character);
      } else if (!/\s/.test(character)) {
        if (this.#state === 'before' && character === '[') this.#state = 'between';
        else if (this.#state === 'before') throw unreadable(this.#source, this.#line, 'it is not a JSON array');
        else if (this.#state === 'after') throw this.#wrong('something follows the end of the array');
        else if (character === ']' && !this.#afterComma) this.#between(character);
        else if (character === ',' || character === ']') throw this.#wrong('something is missing before it');
        else {
          this.#state = 'within';
          this.#elementLine = this.#line;
          from = at;
          this.#endsElement(character);
        }
      }
    }
    if (this.#state === 'within') this.#keep(piece.slice(from));
  }

  end(): void {
    if (this.#state === 'before') throw this.#wrong('it is empty');
    if (this.#state !== 'after') throw this.#wrong('it ends in the middle');
  }

  #between(character: string): void {
    this.#state = character === ']' ? 'after' : 'between';
    this.#afterComma = character === ',';
  }

  #endsElement(character: string): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (character === '\\') this.#escaped = true;
      else if (character === '"') this.#inString = false;
      return false;
    }
    if (character === '"') this.#inString = true;
    else if (character === '{' || character === '[') {
      if (++this.#depth > DEEPEST) throw this.#wrong(`it is nested more than ${DEEPEST} deep`);
    } else if (this.#depth === 0) return character === ',' || character === ']';
    else if (character === '}' || character === ']') this.#depth--;
    return false;
  }

  #keep(text: string): void {
    this.#kept.push(text);
    this.#length += text.length;
    if (this.#length > LONGEST) throw this.#wrong(`an element is longer than ${LONGEST / 2 ** 20} MB`);
  }

  #element(end: string): Element {
    const text = this.#kept.join('') + end;
    this.#kept = [];
    this.#length = 0;
    try {
      return { value: parseJson(text), line: this.#elementLine };
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      const line = this.#elementLine + (error.at === null ? 0 : text.slice(0, error.at).split('\n').length - 1);
      throw unreadable(this.#source, line, error.message);
    }
  }

  #wrong(cause: string): Error {
    return unreadable(this.#source, this.#line, cause);
  }
}
