/** The parts of a search as it is written, for showing fields and marks apart from words. Knows nothing of what is found. */
import { queryFields } from '../../../main/document/query/index.ts';

export interface SearchPart {
  readonly text: string;
  readonly kind: 'plain' | 'field' | 'logic' | 'wrong';
}

const NAMES = new Set<string>(queryFields.map(({ name }) => name));
/** A quoted text, a field up to its mark, a word of logic, or anything else up to a space. */
const PART =
  /"(?:\\.|[^"\\])*"?|(?<![^\s(-])\p{L}+(?::|>=?|<=?)|(?<![^\s(])(?:AND|OR|NOT)(?=$|[\s(])|\s+|[-()]|[^\s"()]+/gu;

/** `wrongAt`: from 0, the character from which on it cannot be read; null: all of it can. Joined they are the text again. */
export function searchParts(text: string, wrongAt: number | null): readonly SearchPart[] {
  const good = wrongAt === null ? text : text.slice(0, wrongAt);
  const parts = [...good.matchAll(PART)].map(([part]): SearchPart => ({ text: part, kind: kindOf(part) }));
  const rest = text.slice(parts.reduce((length, part) => length + part.text.length, 0));
  return rest === '' ? parts : [...parts, { text: rest, kind: wrongAt === null ? 'plain' : 'wrong' }];
}

function kindOf(part: string): SearchPart['kind'] {
  if (part === 'AND' || part === 'OR' || part === 'NOT') return 'logic';
  const name = /^(\p{L}+)[:<>]/u.exec(part)?.[1];
  return name !== undefined && NAMES.has(name.toLowerCase()) ? 'field' : 'plain';
}
