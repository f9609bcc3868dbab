/** A search as a person would write it: reading it again gives the same search. */
import { parseField } from './parse-field.ts';
import { numberText } from './numbers.ts';
import type { Query } from './query.ts';
import { isBare, quotedText, Scanner } from './scanner.ts';

export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '';
    case 'and':
      return query.parts.map((part) => within(part, part.kind === 'and' || part.kind === 'or')).join(' ');
    case 'or':
      return query.parts.map((part) => within(part, part.kind === 'or')).join(' OR ');
    case 'not':
      return `-${within(query.part, query.part.kind === 'and' || query.part.kind === 'or')}`;
    case 'words':
      return `${isWord(query.text) ? query.text : quotedText(query.text)}${query.prefix ? '*' : ''}`;
    case 'choice':
      return `${query.field}:${query.values.join(',')}`;
    case 'pattern':
      return `${query.field}:${query.patterns.map((text) => (isBare(text, ',') ? text : quotedText(text))).join(',')}`;
    case 'compare':
      return `${query.field}${query.is}${numberText(query.field, query.value)}`;
    case 'between':
      return `${query.field}:${numberText(query.field, query.from)}..${numberText(query.field, query.to)}`;
  }
}

function within(part: Query, closed: boolean): string {
  return closed ? `(${printQuery(part)})` : printQuery(part);
}

/** Whether it reads as this one word without quotes. */
function isWord(text: string): boolean {
  if (!isBare(text, '*') || ['AND', 'OR', 'NOT'].includes(text)) return false;
  try {
    return parseField(new Scanner(text)) === undefined;
  } catch {
    return false;
  }
}
