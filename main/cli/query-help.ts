/** How a search is written, for `--help`: made of the table of fields, so that it cannot be out of date. */
import { queryFields } from '../services/index.ts';

const WIDTH = Math.max(...queryFields.map(({ name }) => name.length)) + 1;

export const QUERY_HELP = `
A search is words and fields; all have to hold. OR, NOT or -, and parentheses join them.
  red car           both words, anywhere in a text or its question
  "red car"         next to each other;  car*: words that begin so
  status:accepted,edited -path:kitchen
Fields:
${queryFields.map(({ name, values, help }) => `  ${`${name}:`.padEnd(WIDTH)} ${help}${values.length > 0 ? ` (${values.join(', ')})` : ''}`).join('\n')}
`;
