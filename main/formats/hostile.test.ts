import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inFolder, readAll } from './made-records.ts';

/** What is said of the first thing that is wrong. */
async function problemOf(format: string, name: string, content: string | Buffer): Promise<string> {
  return inFolder(async (folder) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    if (format === 'videochatgpt-qa') writeFileSync(path.replace('_q', '_a'), '[{"answer":"a","question_id":"1"}]');
    for (const event of await readAll(format, path)) {
      if (!('problem' in event)) continue;
      const { code, line, cause } = event.problem as { code: string; line: number | null; cause: string };
      return `${code} ${line}: ${cause}`;
    }
    return 'nothing';
  });
}

const record = (fields: string): string =>
  `{"format":"panda-dataset","version":1,"video":{"stem":"a"},"content":{"kind":"caption","text":"t"}${fields}}\n`;
const deep = '['.repeat(100_000) + ']'.repeat(100_000);

test.for([
  ['no JSON', `${record('')}{"format":\n`, '2: it is not JSON'],
  ['a key twice', record(',"flag":"a","flag":"b"'), '1: the key "flag" stands twice in one object'],
  ['a key twice, escaped', record(',"fl\\u0061g":"a","flag":"b"'), '1: the key "flag" stands twice in one object'],
  ['__proto__', record(',"__proto__":{"x":1}'), '1: there is a key __proto__ in it'],
  ['deep nesting', record(`,"extra":{"a":${deep}}`), '1: it is nested more than 64 deep'],
  ['a NUL', record(',"flag":"a\\u0000b"'), '1: there is a NUL in a text'],
  ['a bare NUL', `${record('')}\0\n`, '2: there is a NUL in it, so it is no text'],
  ['half a character', record(',"flag":"\\ud800"'), '1: there is half a character in a text (an unpaired surrogate)'],
  [
    'a path that climbs out',
    record('').replace('"stem"', '"relativePath":"a/../../b","stem"'),
    '1: video.relativePath: the path climbs out of its folder',
  ],
  [
    'an absolute path below a root',
    record('').replace('"stem"', '"relativePath":"/etc/passwd","stem"'),
    '1: video.relativePath: the path climbs out of its folder',
  ],
  ['another format', '{"a":1}\n', '1: format: Invalid input: expected "panda-dataset"'],
  ['a span that is backwards', record(',"span":{"fromUs":2,"toUs":1}'), '1: span.toUs: it ends before it begins'],
] as const)('jsonl is refused for %s', async ([, text, says]) => {
  expect(await problemOf('jsonl', 'a.jsonl', text)).toBe(`dataset-unreadable ${says}`);
});

test('a line that has no end is refused before it fills the memory', async () => {
  expect(await problemOf('jsonl', 'a.jsonl', Buffer.alloc(17 << 20, 'a'))).toBe(
    'dataset-unreadable 1: the line is longer than 16 MB',
  );
});

test.for([
  ['no array', '{"a":1}', '1: it is not a JSON array'],
  ['an end in the middle', '[{"video_name":"a"', '1: it ends in the middle'],
  ['nothing in it', ' \n ', '2: it is empty'],
  ['a missing element', '[\n,{}]', '2: something is missing before it'],
  ['something after it', '[]\nx', '2: something follows the end of the array'],
  ['deep nesting', `[\n${deep}]`, '2: it is nested more than 64 deep'],
  ['two without a comma', '[{}\n{}]', '2: it is not JSON'],
  ['a row that is none', '[\n"a"]', '2: Invalid input: expected object, received string'],
  ['a key twice', '[{"a":1,"a":2}]', '1: the key "a" stands twice in one object'],
] as const)('a JSON array is refused for %s', async ([, text, says]) => {
  expect(await problemOf('videochatgpt-qa', 'test_q.json', text)).toBe(`dataset-unreadable ${says}`);
});

test.for([
  ['no JSON5', '{version: 2,\n cutSegments: [}', "2: invalid character '}' at 2:16"],
  ['no segments', '{version: 2}', 'null: cutSegments: Invalid input: expected array, received undefined'],
  ['__proto__', '{"__proto__": {a: 1}, cutSegments: []}', 'null: there is a key __proto__ in it'],
  [
    'a segment that is backwards',
    '{cutSegments: [{start: 2, end: 1}]}',
    'null: cutSegments 1: it ends before it begins',
  ],
  [
    'a time that is none',
    '{cutSegments: [{start: NaN}]}',
    'null: cutSegments 1: start: Invalid input: expected number, received NaN',
  ],
  ['pictures in place of text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), "1: invalid character '‰' at 1:1"],
] as const)('a LosslessCut project is refused for %s', async ([, text, says]) => {
  expect(await problemOf('llc', 'a.llc', text)).toBe(`dataset-unreadable ${says}`);
});

test('a sidecar that is no text, or far too long, is refused', async () => {
  expect([
    await problemOf('sidecar-txt', 'a.txt', 'a\0b'),
    await problemOf('sidecar-txt', 'a.txt', Buffer.alloc(2 << 20, 'a')),
  ]).toEqual([
    'dataset-unreadable null: there is a NUL in it, so it is no text',
    'dataset-unreadable null: it is longer than 1 MB',
  ]);
});

test('links to folders are not followed, what is hidden is passed over, and what is not there is said', async () => {
  await inFolder(async (folder) => {
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'b.txt'), 'b');
    writeFileSync(join(folder, '.hidden.txt'), 'h');
    symlinkSync(folder, join(folder, 'sub', 'loop'));
    const read = await readAll('sidecar-txt', folder);
    expect(read.map((event) => 'record' in event && event.record.video.relativePath)).toEqual(['sub/b']);
    await expect(readAll('sidecar-txt', join(folder, 'gone'))).rejects.toThrow('there is no such file or folder');
  });
});
