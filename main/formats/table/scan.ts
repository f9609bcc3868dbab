/**
 * The rows of a table in text: cells with something between them, in quotes where they hold that, a quote or a line break
 * (RFC 4180). Knows nothing of headers and of what the cells mean.
 */
import { readPieces, unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';

export interface TableRow {
  readonly cells: readonly string[];
  /** On which it begins, from 1. */
  readonly line: number;
}

/** Characters; no row is longer. */
const LONGEST = 1 << 24;
const MOST_CELLS = 1 << 14;

/** Null: what stands most often between the cells of the first row, of comma, semicolon and tab. */
export type Separator = ',' | ';' | '\t';

/** Empty lines are passed over. Throws as `readPieces`, and where quotes do not pair; what came before has been handed over. */
export async function* readTable(source: TextSource, separator: Separator | null): AsyncGenerator<TableRow> {
  let scan: Scan | null = null;
  for await (const piece of readPieces(source)) {
    scan ??= new Scan(source, separator ?? separatorOf(piece));
    yield* scan.take(piece);
  }
  if (scan !== null) yield* scan.end();
}

export function separatorOf(text: string): Separator {
  const [first = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1);
  const counts = ([',', ';', '\t'] as const).map((separator) => ({ separator, count: first.split(separator).length }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).separator;
}

class Scan {
  readonly #source: TextSource;
  readonly #separator: string;
  #state: 'cell' | 'plain' | 'quoted' | 'quote' = 'cell';
  #line = 1;
  #rowLine = 1;
  #cells: string[] = [];
  #kept: string[] = [];
  #length = 0;
  #afterReturn = false;

  constructor(source: TextSource, separator: string) {
    this.#source = source;
    this.#separator = separator;
  }

  *take(piece: string): Generator<TableRow> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at] as string;
      const isSecond = this.#afterReturn && character === '\n';
      this.#afterReturn = character === '\r';
      // The end of this line was seen already.
      if (isSecond) continue;
      const endsLine = character === '\n' || character === '\r';
      if (endsLine) this.#line++;
      if (this.#state === 'quoted') {
        if (character !== '"') continue;
        this.#keep(piece.slice(from, at));
        this.#state = 'quote';
      } else if (character === this.#separator || endsLine) {
        this.#endCell(this.#state === 'plain' ? piece.slice(from, at) : '');
        if (endsLine) yield* this.#endRow();
      } else if (this.#state === 'plain') continue;
      else if (character === '"') {
        // After a quote: two of them are one.
        if (this.#state === 'quote') this.#keep('"');
        this.#state = 'quoted';
        from = at + 1;
      } else if (this.#state === 'quote') throw this.#wrong('a cell goes on after its closing quote');
      else {
        this.#state = 'plain';
        from = at;
      }
    }
    if (this.#state === 'plain' || this.#state === 'quoted') this.#keep(piece.slice(from));
  }

  *end(): Generator<TableRow> {
    if (this.#state === 'quoted') {
      throw this.#wrong('a quote is opened in this row and never closed');
    }
    if (this.#state === 'cell' && this.#cells.length === 0) return;
    this.#endCell('');
    yield* this.#endRow();
  }

  #keep(text: string): void {
    if (text.includes('\0')) throw this.#wrong('there is a NUL in it, so it is no text');
    this.#kept.push(text);
    this.#length += text.length;
    if (this.#length > LONGEST) throw this.#wrong(`a row is longer than ${LONGEST / 2 ** 20} MB`);
  }

  #endCell(rest: string): void {
    this.#keep(rest);
    this.#cells.push(this.#kept.join(''));
    if (this.#cells.length > MOST_CELLS) throw this.#wrong(`a row has more than ${MOST_CELLS} cells`);
    this.#kept = [];
    this.#state = 'cell';
  }

  *#endRow(): Generator<TableRow> {
    const cells = this.#cells;
    if (cells.length > 1 || cells[0] !== '') yield { cells, line: this.#rowLine };
    this.#cells = [];
    this.#length = 0;
    this.#rowLine = this.#line;
  }

  #wrong(cause: string): Error {
    return unreadable(this.#source, this.#rowLine, cause);
  }
}
