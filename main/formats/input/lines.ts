/** The lines of a text file, one by one, whatever ends them. Knows nothing of what they mean. */
import { readPieces, unreadable } from './text.ts';
import type { TextSource } from './text.ts';

export interface TextLine {
  /** Without its end. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** No text of a data set is longer; what is, is no text. */
const LONGEST = 1 << 24;

/** Throws as `readPieces`, and for a line that is too long or holds a NUL. */
export async function* readLines(source: TextSource): AsyncGenerator<TextLine> {
  let rest: string[] = [];
  let length = 0;
  let line = 1;
  let endsInReturn = false;
  const whole = (end: string): TextLine => {
    const text = rest.length === 0 ? end : rest.join('') + end;
    rest = [];
    length = 0;
    if (text.includes('\0')) throw unreadable(source, line, 'there is a NUL in it, so it is no text');
    return { text, line: line++ };
  };
  for await (const piece of readPieces(source)) {
    if (piece === '') continue;
    let from = endsInReturn && piece.startsWith('\n') ? 1 : 0;
    const ends = /\r\n?|\n/g;
    ends.lastIndex = from;
    for (let end = ends.exec(piece); end; end = ends.exec(piece)) {
      yield whole(piece.slice(from, end.index));
      from = ends.lastIndex;
    }
    endsInReturn = piece.endsWith('\r');
    if (from < piece.length) {
      rest.push(piece.slice(from));
      length += piece.length - from;
    }
    if (length > LONGEST) throw unreadable(source, line, `the line is longer than ${LONGEST / 2 ** 20} MB`);
  }
  if (length > 0) yield whole('');
}
