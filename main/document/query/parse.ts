/**
 * Reads a search as a person writes it:
 *
 *     either  = both { 'OR' both }
 *     both    = one { [ 'AND' ] one }
 *     one     = ( 'NOT' | '-' ) one | '(' either ')' | field | words
 *     field   = name ( ':' value { ',' value } | '>' number | '<' number | '>=' number | '<=' number )
 *     words   = word [ '*' ] | '"' anything '"' [ '*' ]
 *
 * What cannot be read is a problem that says where, and what was expected there. Knows nothing of what is searched.
 */
import { ProblemError } from '../problem.ts';
import { parseField } from './parse-field.ts';
import type { Query } from './query.ts';
import { isSpace, Scanner, Unreadable } from './scanner.ts';
import type { Unreadability } from './scanner.ts';

/** So that neither this nor a database reaches the end of its stack. */
const MAX_DEPTH = 30;
const MAX_CONDITIONS = 200;
const MAX_CHARACTERS = 10_000;

const CONDITION = 'words to look for, or a field such as status:suggested';

export type ParsedQuery = { readonly query: Query } | { readonly problem: Unreadability };

export function parseQuery(text: string): ParsedQuery {
  try {
    return { query: new Parser(text).parse() };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.problem };
    throw error;
  }
}

/** Throws `query-unreadable`. */
export function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if ('problem' in parsed) throw new ProblemError(parsed.problem);
  return parsed.query;
}

class Parser {
  readonly #scanner: Scanner;
  #conditions = 0;
  #depth = 0;

  constructor(text: string) {
    this.#scanner = new Scanner(text);
  }

  parse(): Query {
    const scanner = this.#scanner;
    if (scanner.text.length > MAX_CHARACTERS) scanner.fail(`at most ${MAX_CHARACTERS} characters`, MAX_CHARACTERS);
    scanner.skipSpace();
    if (scanner.ended()) return { kind: 'all' };
    const query = this.#either();
    if (!scanner.ended()) scanner.fail('an opening parenthesis before this one');
    return query;
  }

  #either(): Query {
    const parts = [this.#both()];
    while (this.#takeWord('OR')) parts.push(this.#both());
    return joined('or', parts);
  }

  #both(): Query {
    const parts = [this.#one()];
    while (!this.#scanner.ended() && this.#scanner.next !== ')' && !this.#seesWord('OR')) {
      this.#takeWord('AND');
      parts.push(this.#one());
    }
    return joined('and', parts);
  }

  #one(): Query {
    const scanner = this.#scanner;
    scanner.skipSpace();
    if (scanner.ended() || scanner.next === ')' || this.#seesWord('AND') || this.#seesWord('OR'))
      scanner.fail(CONDITION);
    const dash = scanner.take('-');
    if (dash && (scanner.ended() || isSpace(scanner.next)))
      scanner.fail('what is not wanted right after the -', scanner.at - 1);
    if (dash || this.#takeWord('NOT')) {
      return this.#deeper(() => ({ kind: 'not', part: this.#one() }));
    }
    if (scanner.take('(')) return this.#deeper(() => this.#group());
    if (++this.#conditions > MAX_CONDITIONS) scanner.fail(`at most ${MAX_CONDITIONS} conditions`);
    const condition = parseField(scanner) ?? this.#words();
    this.#end();
    return condition;
  }

  #group(): Query {
    const scanner = this.#scanner;
    const opened = scanner.at - 1;
    const query = this.#either();
    if (!scanner.take(')')) scanner.fail('a closing parenthesis', opened);
    this.#end();
    return query;
  }

  #words(): Query {
    const scanner = this.#scanner;
    const from = scanner.at;
    const quoted = scanner.take('"');
    let text = quoted ? scanner.takeQuoted() : scanner.takeBare('');
    const prefix = quoted ? scanner.take('*') : text.endsWith('*');
    if (prefix && !quoted) text = text.slice(0, -1);
    if (!/[\p{L}\p{N}]/u.test(text)) scanner.fail('a word with a letter or a digit', from);
    if (!quoted && text.includes('*')) scanner.fail('a * only at the end of a word', from);
    return { kind: 'words', text, prefix };
  }

  /** What follows a condition is set apart from it. */
  #end(): void {
    const scanner = this.#scanner;
    const before = scanner.at;
    scanner.skipSpace();
    if (before === scanner.at && !scanner.ended() && scanner.next !== ')') scanner.fail('a space');
  }

  #deeper(read: () => Query): Query {
    if (++this.#depth > MAX_DEPTH) this.#scanner.fail(`at most ${MAX_DEPTH} parentheses and NOTs within each other`);
    const query = read();
    this.#depth--;
    return query;
  }

  #seesWord(word: string): boolean {
    const { text, at } = this.#scanner;
    return (
      text.startsWith(word, at) && /^($|[\s()"（）“”＂])/u.test(text.slice(at + word.length, at + word.length + 1))
    );
  }

  #takeWord(word: string): boolean {
    const seen = this.#seesWord(word);
    if (seen) {
      this.#scanner.at += word.length;
      this.#scanner.skipSpace();
    }
    return seen;
  }
}

function joined(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const [first, second] = parts;
  return first !== undefined && second === undefined ? first : { kind, parts };
}
