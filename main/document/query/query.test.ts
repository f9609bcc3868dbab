import { expect, test } from 'vitest';
import { sentence } from '../problem.ts';
import { queryFields } from './fields.ts';
import { parseQuery, queryOf } from './parse.ts';
import { printQuery } from './print.ts';
import type { Query } from './query.ts';

const words = (text: string, prefix = false): Query => ({ kind: 'words', text, prefix });

test('a search is conditions, all of which hold', () => {
  expect(queryOf('status:suggested dur>10s "red car"')).toEqual({
    kind: 'and',
    parts: [
      { kind: 'choice', field: 'status', values: ['suggested'] },
      { kind: 'compare', field: 'dur', is: '>', value: 10_000_000 },
      words('red car'),
    ],
  });
  expect(queryOf('  ')).toEqual({ kind: 'all' });
});

test('NOT binds closest, then AND, then OR', () => {
  const either: Query = {
    kind: 'or',
    parts: [{ kind: 'and', parts: [words('a'), { kind: 'not', part: words('b') }] }, words('c')],
  };
  expect(queryOf('a AND NOT b OR c')).toEqual(either);
  expect(queryOf('a -b OR (c)')).toEqual(either);
  expect(queryOf('a -(b OR c)')).toEqual({
    kind: 'and',
    parts: [words('a'), { kind: 'not', part: { kind: 'or', parts: [words('b'), words('c')] } }],
  });
});

test('words in small letters are words, and so is what is in quotes', () => {
  expect(queryOf('cats or dogs')).toEqual({ kind: 'and', parts: ['cats', 'or', 'dogs'].map((word) => words(word)) });
  expect(queryOf('"OR" "a \\"b\\" \\\\ (c) -d:e"')).toEqual({
    kind: 'and',
    parts: [words('OR'), words('a "b" \\ (c) -d:e')],
  });
  expect(queryOf('car* "red ca"*')).toEqual({ kind: 'and', parts: [words('car', true), words('red ca', true)] });
  expect(queryOf("don't 10:30")).toEqual({ kind: 'and', parts: [words("don't"), words('10:30')] });
});

test('the marks that an input method writes are the same marks', () => {
  expect(queryOf('status：accepted，edited　（“红色 汽车” OR 빨간）')).toEqual(
    queryOf('status:accepted,edited ("红色 汽车" OR 빨간)'),
  );
});

test('times have units and ends', () => {
  const time = (text: string) => queryOf(text);
  expect(
    ['dur>10', 'dur>=1m30s', 'dur<500ms', 'dur:2s..1h', 'dur:..3s', 'dur:3s..', 'dur:4s', 'doubt>0.5'].map(time),
  ).toEqual([
    { kind: 'compare', field: 'dur', is: '>', value: 10_000_000 },
    { kind: 'compare', field: 'dur', is: '>=', value: 90_000_000 },
    { kind: 'compare', field: 'dur', is: '<', value: 500_000 },
    { kind: 'between', field: 'dur', from: 2_000_000, to: 3_600_000_000 },
    { kind: 'compare', field: 'dur', is: '<=', value: 3_000_000 },
    { kind: 'compare', field: 'dur', is: '>=', value: 3_000_000 },
    { kind: 'between', field: 'dur', from: 4_000_000, to: 4_000_000 },
    { kind: 'compare', field: 'doubt', is: '>', value: 0.5 },
  ]);
});

test('patterns are free, in quotes where they have spaces', () => {
  expect(queryOf('path:kitchen/*.mp4 track:"long text",short')).toEqual({
    kind: 'and',
    parts: [
      { kind: 'pattern', field: 'path', patterns: ['kitchen/*.mp4'] },
      { kind: 'pattern', field: 'track', patterns: ['long text', 'short'] },
    ],
  });
});

test.each([
  ['status:foo', 8, 'foo', 'one of todo, suggested, editing, accepted, edited, written, rejected, skipped'],
  ['a (b', 3, '(b', 'a closing parenthesis'],
  ['a) b', 2, ')', 'an opening parenthesis before this one'],
  ['a OR', 5, '', 'words to look for, or a field such as status:suggested'],
  ['AND a', 1, 'A', 'words to look for, or a field such as status:suggested'],
  ['"red car', 1, '"red car', 'a closing quote'],
  ['"red"car', 6, 'c', 'a space'],
  ['...', 1, '...', 'a word with a letter or a digit'],
  ['c*r', 1, 'c*r', 'a * only at the end of a word'],
  ['a - b', 3, '-', 'what is not wanted right after the -'],
  ['status>todo', 7, '>', 'status: with a colon'],
  ['track:', 7, '', 'what track is to be'],
  ['dur>soon', 5, 'soon', 'a time such as 10s, 1m30s or 500ms'],
  ['dur:5s..2s', 5, '5s..2s', 'the smaller number first'],
  ['doubt>2', 7, '2', 'a number from 0 to 1'],
  ['('.repeat(31) + 'a' + ')'.repeat(31), 32, 'a', 'at most 30 parentheses and NOTs within each other'],
  ['a '.repeat(201), 401, 'a', 'at most 200 conditions'],
])('%s says where and what was expected', (query, position, found, expected) => {
  expect(parseQuery(query)).toEqual({ problem: { code: 'query-unreadable', query, position, found, expected } });
});

test('an unknown field is a problem that says how to look for the words', () => {
  const parsed = parseQuery('a colour:red');
  expect('problem' in parsed && sentence(parsed.problem)).toBe(
    'The search a colour:red cannot be read at character 3 (colour). Expected there: one of the fields status, reason, ' +
      'review, ' +
      'kind, form, topic, asked, junk, has, file, excluded, track, tier, bank, model, run, by, flag, video, path, dur, ' +
      'doubt, or quotes around what is meant as words.',
  );
});

test('what is printed and read again is the same, whatever was asked', () => {
  const random = randomFrom(7);
  for (let n = 0; n < 3000; n++) {
    const query = randomQuery(random, 4);
    expect({ text: printQuery(query), query: queryOf(printQuery(query)) }).toEqual({ text: printQuery(query), query });
  }
});

test('whatever is typed is a search or a problem', () => {
  const random = randomFrom(8);
  const pieces = [
    ...'"()-*:<>=, \\“，',
    'OR',
    'AND',
    'NOT',
    'status',
    'dur',
    'path',
    'todo',
    '1s',
    '..',
    '가',
    '红',
    'x',
  ];
  for (let n = 0; n < 5000; n++) {
    const text = Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]).join('');
    const parsed = parseQuery(text);
    if ('query' in parsed) expect(queryOf(printQuery(parsed.query))).toEqual(parsed.query);
    else expect(parsed.problem.position).toBeLessThanOrEqual(text.length + 1);
  }
});

function randomQuery(random: (below: number) => number, depth: number): Query {
  const kind = random(depth > 0 ? 8 : 5);
  const field = <Kind extends string>(wanted: Kind) => {
    const fields = queryFields.filter((candidate) => candidate.kind === wanted);
    return fields[random(fields.length)] ?? fail();
  };
  const some = <Value>(make: () => Value) => Array.from({ length: 1 + random(3) }, make);
  const text = () => some(() => texts[random(texts.length)] ?? fail()).join(random(2) === 0 ? ' ' : '') + 'z';
  switch (kind) {
    case 0:
      return words(text(), random(3) === 0);
    case 1: {
      const { name, values } = field('choice');
      return { kind: 'choice', field: name, values: some(() => values[random(values.length)]) } as Query;
    }
    case 2:
      return { kind: 'pattern', field: field('pattern').name, patterns: some(() => text().trim()) } as Query;
    case 3: {
      const value = random(2) === 0 ? random(100) * 1_000_000 : random(10 ** 9);
      return { kind: 'compare', field: 'dur', is: (['>', '>=', '<', '<='] as const)[random(4)] ?? fail(), value };
    }
    case 4: {
      const from = random(1000) / 1000;
      return { kind: 'between', field: 'doubt', from, to: Math.min(1, from + random(1000) / 7919) };
    }
    case 5:
      return { kind: 'not', part: randomQuery(random, depth - 1) };
    default: {
      const parts = [0, ...some(() => 0)].map(() => randomQuery(random, depth - 1));
      return { kind: kind === 6 ? 'and' : 'or', parts };
    }
  }
}

const texts = [
  'a',
  'OR',
  '-',
  'red',
  '"',
  '\\',
  '“',
  '，',
  ':',
  'status:',
  'dur>',
  '(',
  ')',
  '고양이',
  '红',
  "'",
  '>',
  '　',
];

function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function fail(): never {
  throw new Error('nothing to choose from');
}
