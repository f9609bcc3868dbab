/**
 * XML that nobody vouches for, piece by piece: no document type and so no entities but the five, no depth that no file of
 * ours has, no text without an end. Knows nothing of what the elements mean.
 */
import { SaxesParser } from 'saxes';
import { readPieces, unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';

export type XmlEvent =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly fields: Readonly<Record<string, string>>;
      readonly line: number;
    }
  | { readonly kind: 'close'; readonly name: string; readonly line: number }
  | { readonly kind: 'text'; readonly text: string };

const DEEPEST = 32;
/** Characters between two events. */
const LONGEST = 1 << 24;
const MOST_FIELDS = 100;

/** Throws as `readPieces`, and where it is no XML of this kind. */
export async function* readXml(source: TextSource): AsyncGenerator<XmlEvent> {
  const parser = new SaxesParser();
  let events: XmlEvent[] = [];
  let depth = 0;
  let since = 0;
  const push = (event: XmlEvent): void => {
    since = 0;
    events.push(event);
  };
  parser.on('error', (error) => {
    throw unreadable(source, parser.line, error.message.replace(/^[^:]*:?\d+:\d+: /, ''));
  });
  parser.on('doctype', () => {
    throw unreadable(source, parser.line, 'it has a document type, which no annotation needs');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST) throw unreadable(source, parser.line, `it is nested more than ${DEEPEST} deep`);
    if (Object.keys(attributes).length > MOST_FIELDS)
      throw unreadable(source, parser.line, 'an element has too many attributes');
    push({ kind: 'open', name, fields: attributes, line: parser.line });
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    push({ kind: 'close', name, line: parser.line });
  });
  parser.on('text', (text) => push({ kind: 'text', text }));
  parser.on('cdata', (text) => push({ kind: 'text', text }));
  for await (const piece of readPieces(source)) {
    since += piece.length;
    parser.write(piece);
    if (since > LONGEST) throw unreadable(source, parser.line, 'a text in it is longer than 16 MB');
    yield* events;
    events = [];
  }
  parser.close();
  yield* events;
}
