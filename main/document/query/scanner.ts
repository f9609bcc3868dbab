/** Reads a search from left to right, character by character. Knows the marks of the language, and no field. */
import type { QueryProblem } from '../problems/query.ts';

/** What an input method for Chinese, Japanese or Korean writes in their place. */
const WIDE: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '（': '(',
  '）': ')',
  '：': ':',
  '，': ',',
  '＞': '>',
  '＜': '<',
  '＝': '=',
  '＊': '*',
  '？': '?',
  '“': '"',
  '”': '"',
  '＂': '"',
};

export type Unreadability = Extract<QueryProblem, { readonly code: 'query-unreadable' }>;

/** What a reader of a search throws where it cannot go on. */
export class Unreadable extends Error {
  readonly problem: Unreadability;

  constructor(problem: Unreadability) {
    super(problem.code);
    this.problem = problem;
  }
}

export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  ended(): boolean {
    return this.at >= this.text.length;
  }

  /** As ASCII has it, or '' at the end. */
  get next(): string {
    return plain(this.text.charAt(this.at));
  }

  skipSpace(): void {
    while (!this.ended() && isSpace(this.next)) this.at++;
  }

  /** Takes `mark` where it is next, and says whether it was. */
  take(mark: string): boolean {
    const there = Array.from(mark).every(
      (character, offset) => plain(this.text.charAt(this.at + offset)) === character,
    );
    if (there) this.at += mark.length;
    return there;
  }

  /** All up to a space, a quote, a parenthesis or one of `stops`. */
  takeBare(stops: string): string {
    let bare = '';
    while (!this.ended() && !isSpace(this.next) && !'()"'.includes(this.next) && !stops.includes(this.next)) {
      bare += this.next;
      this.at++;
    }
    return bare;
  }

  /** After its opening quote: all up to the closing one; a backslash before a quote or a backslash makes it plain. */
  takeQuoted(): string {
    const opened = this.at - 1;
    let quoted = '';
    while (!this.ended()) {
      const character = this.text.charAt(this.at++);
      if (plain(character) === '"') return quoted;
      if (character === '\\' && /^["\\“”＂]/.test(this.text.charAt(this.at))) quoted += this.text.charAt(this.at++);
      else quoted += character;
    }
    return this.fail('a closing quote', opened);
  }

  /** `from`: where that begins which is not as it should be. */
  fail(expected: string, from = this.at): never {
    const found = this.text.slice(from, Math.max(this.at, from + 1));
    throw new Unreadable({ code: 'query-unreadable', query: this.text, position: from + 1, found, expected });
  }
}

export function isSpace(character: string): boolean {
  return /^\s$/u.test(character);
}

/** Whether `text` means the same without quotes as far as the marks of the language go. */
export function isBare(text: string, stops: string): boolean {
  const scanner = new Scanner(text);
  return text !== '' && scanner.takeBare(stops) === text && !text.startsWith('-');
}

export function quotedText(text: string): string {
  return `"${text.replace(/["\\“”＂]/g, '\\$&')}"`;
}

function plain(character: string): string {
  return WIDE[character] ?? character;
}
