/**
 * The parts of a JSON file, one by one, however long it is: the elements of its array, or the members of its object, and of
 * those that are opened their own parts. Knows nothing of what they mean.
 */
import { DEEPEST, JsonError, parseJson } from './json.ts';
import { KeySet } from './key-set.ts';
import { readPieces, unreadable } from './text.ts';
import type { TextSource } from './text.ts';

export interface Part {
  /** The key of the member that it is a part of; null: it is one of the outermost. */
  readonly within: string | null;
  /** Its own key; null: it is an element of an array. */
  readonly key: string | null;
  readonly value: unknown;
  /** On which the value begins, from 1. */
  readonly line: number;
}

export interface PartsWanted {
  /** What the file has to be. */
  readonly root: 'array' | 'object' | 'either';
  /** Members of the outermost object whose parts come one by one, if they have any. */
  readonly opened?: readonly string[];
}

/** Characters; no record is longer. */
const LONGEST = 1 << 24;

/** Throws as `readPieces`, and where the text is no such JSON; what came before has been handed over then. */
export async function* readParts(source: TextSource, wanted: PartsWanted): AsyncGenerator<Part, undefined> {
  const scan = new Scan(source, wanted);
  for await (const piece of readPieces(source)) yield* scan.take(piece);
  scan.end();
}

/** An array or an object that is gone through part by part. */
interface Open {
  readonly isObject: boolean;
  readonly key: string | null;
  readonly keys: KeySet;
}

/** Goes through the text a character at a time, and keeps only the key or the value it is in. */
class Scan {
  readonly #source: TextSource;
  readonly #wanted: PartsWanted;
  readonly #open: Open[] = [];
  #state: 'before' | 'key' | 'within key' | 'colon' | 'value' | 'within value' | 'between' | 'after' = 'before';
  /** Whether a comma came last, so that something has to follow. */
  #afterComma = false;
  #line = 1;
  #partLine = 1;
  #key: string | null = null;
  #kept: string[] = [];
  #length = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor(source: TextSource, wanted: PartsWanted) {
    this.#source = source;
    this.#wanted = wanted;
  }

  *take(piece: string): Generator<Part> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at] as string;
      if (character === '\n') this.#line++;
      if (this.#state === 'within value') {
        if (!this.#endsValue(character)) continue;
        yield this.#part(piece.slice(from, at));
        this.#close(character);
      } else if (this.#state === 'within key') {
        if (!this.#endsString(character)) continue;
        this.#takeKey(piece.slice(from, at + 1));
      } else if (!isSpace(character) && this.#begins(character)) from = at;
    }
    if (this.#state === 'within value' || this.#state === 'within key') this.#keep(piece.slice(from));
  }

  end(): void {
    if (this.#state === 'before') throw this.#wrong('it is empty');
    if (this.#state !== 'after') throw this.#wrong('it ends in the middle');
  }

  /** Between keys and values. Whether a key or a value begins here. */
  #begins(character: string): boolean {
    switch (this.#state) {
      case 'before':
        this.#begin(character);
        return false;
      case 'key':
        if (character === '}' && !this.#afterComma) return this.#close(character);
        if (character !== '"')
          throw this.#wrong(isMark(character) ? 'something is missing before it' : 'it is not JSON');
        this.#state = 'within key';
        this.#inString = true;
        return true;
      case 'colon':
        if (character !== ':') throw this.#wrong('it is not JSON');
        this.#state = 'value';
        return false;
      case 'value':
        return this.#beginValue(character);
      case 'between':
        if (character === ',' || character === '}' || character === ']') return this.#close(character);
        throw this.#wrong('it is not JSON');
      default:
        throw this.#wrong(`something follows the end of the ${this.#wanted.root === 'array' ? 'array' : 'JSON'}`);
    }
  }

  #begin(character: string): void {
    const { root } = this.#wanted;
    const isObject = character === '{';
    if (!isObject && character !== '[') throw this.#wrong(`it is not ${nameOf(root)}`);
    if (root !== 'either' && (root === 'object') !== isObject) throw this.#wrong(`it is not ${nameOf(root)}`);
    this.#enter(isObject);
  }

  #beginValue(character: string): boolean {
    const inArray = !(this.#open.at(-1)?.isObject ?? false);
    if (inArray && character === ']' && !this.#afterComma) return this.#close(character);
    if (isMark(character)) throw this.#wrong('something is missing before it');
    this.#afterComma = false;
    const opens = this.#open.length === 1 && this.#key !== null && (this.#wanted.opened ?? []).includes(this.#key);
    if (opens && (character === '{' || character === '[')) {
      this.#enter(character === '{');
      return false;
    }
    this.#state = 'within value';
    this.#partLine = this.#line;
    this.#endsValue(character);
    return true;
  }

  #enter(isObject: boolean): void {
    this.#open.push({ isObject, key: this.#key, keys: new KeySet() });
    this.#afterComma = false;
    this.#key = null;
    this.#state = isObject ? 'key' : 'value';
  }

  /** At a comma, or at the end of what is open. */
  #close(character: string): false {
    const isObject = this.#open.at(-1)?.isObject ?? false;
    this.#key = null;
    if (character === ',') {
      this.#afterComma = true;
      this.#state = isObject ? 'key' : 'value';
      return false;
    }
    if ((character === '}') !== isObject) throw this.#wrong('it is not JSON');
    this.#open.pop();
    this.#state = this.#open.length === 0 ? 'after' : 'between';
    return false;
  }

  #endsValue(character: string): boolean {
    if (this.#inString) this.#endsString(character);
    else if (character === '"') this.#inString = true;
    else if (character === '{' || character === '[') {
      if (++this.#depth > DEEPEST) throw this.#wrong(`it is nested more than ${DEEPEST} deep`);
    } else if (this.#depth === 0) return character === ',' || character === ']' || character === '}';
    else if (character === '}' || character === ']') this.#depth--;
    return false;
  }

  #endsString(character: string): boolean {
    if (this.#escaped) this.#escaped = false;
    else if (character === '\\') this.#escaped = true;
    else if (character === '"') this.#inString = false;
    return !this.#inString;
  }

  #keep(text: string): void {
    this.#kept.push(text);
    this.#length += text.length;
    if (this.#length > LONGEST) throw this.#wrong(`an element is longer than ${LONGEST / 2 ** 20} MB`);
  }

  #takeKey(end: string): void {
    const key = this.#parsed(end, this.#line) as string;
    if (key === '__proto__') throw this.#wrong('there is a key __proto__ in it');
    if (!(this.#open.at(-1)?.keys.add(key) ?? true)) {
      throw this.#wrong(`the key ${JSON.stringify(key)} stands twice in one object`);
    }
    this.#key = key;
    this.#afterComma = false;
    this.#state = 'colon';
  }

  #part(end: string): Part {
    const value = this.#parsed(end, this.#partLine);
    return { within: this.#open[1]?.key ?? null, key: this.#key, value, line: this.#partLine };
  }

  #parsed(end: string, line: number): unknown {
    const text = this.#kept.join('') + end;
    this.#kept = [];
    this.#length = 0;
    try {
      return parseJson(text);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      const at = line + (error.at === null ? 0 : text.slice(0, error.at).split('\n').length - 1);
      throw unreadable(this.#source, at, error.message);
    }
  }

  #wrong(cause: string): Error {
    return unreadable(this.#source, this.#line, cause);
  }
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}

function isMark(character: string): boolean {
  return character === ',' || character === ']' || character === '}' || character === ':';
}

function nameOf(root: PartsWanted['root']): string {
  return { array: 'a JSON array', object: 'a JSON object', either: 'a JSON array or object' }[root];
}
