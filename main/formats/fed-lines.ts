/**
 * The lines of a file as Python and others have them: a line feed ends one, and nothing else does. Node's readline would
 * end one at U+2028 and U+2029 too, which a text may hold.
 */
import { createReadStream } from 'node:fs';

export async function* fedLines(path: string): AsyncGenerator<string> {
  let rest: string[] = [];
  for await (const piece of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const [first = '', ...others] = piece.split('\n');
    rest.push(first);
    for (const next of others) {
      yield rest.join('');
      rest = [next];
    }
  }
  const last = rest.join('');
  if (last !== '') yield last;
}
