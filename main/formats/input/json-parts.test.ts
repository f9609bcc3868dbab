import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ProblemError } from '../../document/problem.ts';
import { inFolder } from '../made-records.ts';
import { readParts } from './json-parts.ts';
import type { Part, PartsWanted } from './json-parts.ts';

async function partsOf(text: string, wanted: PartsWanted): Promise<Part[]> {
  return inFolder(async (folder) => {
    const path = join(folder, 'a.json');
    writeFileSync(path, text);
    return Array.fromAsync(readParts({ path, encoding: null, format: 'test' }, wanted));
  });
}

async function problemOf(text: string, wanted: PartsWanted = { root: 'object' }): Promise<string> {
  const error: unknown = await partsOf(text, wanted).catch((thrown: unknown) => thrown);
  if (!(error instanceof ProblemError)) return 'nothing';
  const { line, cause } = error.problem as unknown as { line: number; cause: string };
  return `${line}: ${cause}`;
}

test('members that are opened come part by part, the others whole', async () => {
  const text =
    '{"info": {"a": [1]},\n "rows": [ {"x": "]}"},\n 2 ] , "map":{"k":[1,2],"l":{}}, "none":[], "rest":"opened"}';
  expect(await partsOf(text, { root: 'object', opened: ['rows', 'map', 'none', 'rest'] })).toEqual([
    { within: null, key: 'info', value: { a: [1] }, line: 1 },
    { within: 'rows', key: null, value: { x: ']}' }, line: 2 },
    { within: 'rows', key: null, value: 2, line: 3 },
    { within: 'map', key: 'k', value: [1, 2], line: 3 },
    { within: 'map', key: 'l', value: {}, line: 3 },
    { within: null, key: 'rest', value: 'opened', line: 3 },
  ]);
});

test('what is larger than a piece of the file is read the same', async () => {
  const rows = Object.fromEntries(
    Array.from({ length: 30_000 }, (_, index) => [`key ${index} \\ " 한`, { text: `"${index}" \\u0000`.repeat(3) }]),
  );
  const parts = await partsOf(JSON.stringify(rows, null, 1), { root: 'object' });
  expect(Object.fromEntries(parts.map(({ key, value }) => [key, value]))).toEqual(rows);
});

const deep = '['.repeat(100) + ']'.repeat(100);

test.for([
  ['an array', '[]', '1: it is not a JSON object'],
  ['nothing', '\n', '2: it is empty'],
  ['an end within a key', '{"a', '1: it ends in the middle'],
  ['an end within an open member', '{"open":[1', '1: it ends in the middle'],
  ['a key that is none', '{a:1}', '1: it is not JSON'],
  ['no colon', '{"a" 1}', '1: it is not JSON'],
  ['no value', '{"a":}', '1: something is missing before it'],
  ['no member', '{,"a":1}', '1: something is missing before it'],
  ['a comma before the end', '{"a":1,}', '1: something is missing before it'],
  ['a comma before the end of what is open', '{"open":[1,]}', '1: something is missing before it'],
  ['another bracket', '{"a":1]', '1: it is not JSON'],
  ['another bracket in what is open', '{"open":[1}', '1: it is not JSON'],
  ['something after what is open', '{"open":[1]2}', '1: it is not JSON'],
  ['something after it', '{}\n{}', '2: something follows the end of the JSON'],
  ['a key twice', '{"a":1,\n"\\u0061":2}', '2: the key "a" stands twice in one object'],
  ['a key twice in what is open', '{"open":{"a":1,"a":2}}', '1: the key "a" stands twice in one object'],
  ['__proto__', '{"__proto__":{}}', '1: there is a key __proto__ in it'],
  ['a NUL in a key', '{"\\u0000":1}', '1: there is a NUL in a text'],
  ['deep nesting', `{"a":${deep}}`, '1: it is nested more than 64 deep'],
  ['an endless value', `{"a":"${'a'.repeat(17 << 20)}"}`, '1: an element is longer than 16 MB'],
  ['an endless key', `{"${'a'.repeat(17 << 20)}":1}`, '1: an element is longer than 16 MB'],
] as const)('a JSON object is refused for %s', async ([, text, says]) => {
  expect(await problemOf(text, { root: 'object', opened: ['open'] })).toBe(says);
});
