import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import type { Completions } from '../../main/contract/index.ts';
import { parseQuery, queryFields } from '../../main/document/query/index.ts';
import { search as en } from '../locales/en/search.ts';
import { Search } from './search.svelte.ts';
import { expectedOf } from './search/expected.ts';
import { searchParts } from './search/marking.ts';
import { madeApp } from './videos/made-app.ts';

const parts = (text: string, wrongAt: number | null = null) =>
  searchParts(text, wrongAt).map((part) => (part.kind === 'plain' ? part.text : `<${part.kind} ${part.text}>`));

test('fields and words of logic stand out, quoted ones do not', () => {
  expect([
    parts('status:suggested dur>2s book'),
    parts('-(path:a OR "x:y dur>1") note:b'),
    parts('status:maybe', 7),
    parts(''),
  ]).toEqual([
    ['<field status:>', 'suggested', ' ', '<field dur>>', '2s', ' ', 'book'],
    ['-', '(', '<field path:>', 'a', ' ', '<logic OR>', ' ', '"x:y dur>1"', ')', ' ', 'note:', 'b'],
    ['<field status:>', '<wrong maybe>'],
    [],
  ]);
});

test('whatever is wrong with a search has words in each language', () => {
  const wrong = [
    '(red',
    'red)',
    '"red',
    'status:x',
    'colour:red',
    'dur>x',
    'doubt:2',
    'dur:2s..1s',
    'status>todo',
    '-',
    '*',
    'a*b',
    'path:',
    'NOT',
    'by:a"b"',
  ];
  const kinds = wrong.map((text) => {
    const parsed = parseQuery(text);
    return 'problem' in parsed ? expectedOf(parsed.problem.expected).kind : 'none';
  });
  expect(kinds).toEqual([
    'close',
    'open',
    'quote',
    'choices',
    'fields',
    'time',
    'share',
    'smaller',
    'colon',
    'dash',
    'word',
    'star',
    'value',
    'condition',
    'space',
  ]);
});

test('every field has words', () => {
  expect(Object.keys(en.fields).toSorted()).toEqual(queryFields.map(({ name }) => name as string).toSorted());
});

test('a search that cannot be read says where, and what is shown stays as it is', () => {
  const app = madeApp({ searches: { complete: async () => Promise.resolve({ fromAt: 0, entries: [] }) } });
  const search = app.of(Search);
  search.type('status:todo', 11);
  search.apply();
  search.type('status:tod', 10);
  search.apply();
  flushSync();
  expect([app.query, search.text, search.problem?.position]).toEqual(['status:todo', 'status:tod', 8]);
});

test('the field shows a search that was set elsewhere', () => {
  const app = madeApp({});
  const search = app.of(Search);
  search.text = 'half typed';
  app.query = 'run:7';
  flushSync();
  expect(search.text).toBe('run:7');
});

test('a completion takes the place of what was begun', async () => {
  const entries = [{ insert: 'status:suggested', kind: 'value', field: 'status', help: null } as const];
  const app = madeApp({
    searches: { complete: async () => Promise.resolve({ fromAt: 4, entries }) },
  });
  const search = app.of(Search);
  search.text = 'red status:s AND dur>2s';
  await search.complete(12);
  search.choose(1);
  const chosen = search.completions.entries[search.chosen];
  if (chosen === undefined) throw new Error('nothing is chosen');
  expect([search.take(chosen, 12), search.text]).toEqual([20, 'red status:suggested AND dur>2s']);
});

test('what is chosen while completions are on their way fits what is written, and stays chosen', async () => {
  const { promise: asked, resolve: answer } = Promise.withResolvers<Completions>();
  const entries = (...inserts: string[]) =>
    inserts.map((insert) => ({ insert, kind: 'value', field: 'status', help: null }) as const);
  const all = { fromAt: 7, entries: entries('todo', 'accepted', 'edited') };
  const app = madeApp({
    searches: { complete: async ({ at }: { at: number }) => (at === 7 ? Promise.resolve(all) : asked) },
  });
  const search = app.of(Search);
  search.text = 'status:';
  await search.complete(7);
  search.text = 'status:a';
  const later = search.complete(8);
  expect(search.completions.entries).toEqual(entries('accepted'));
  search.choose(1);
  answer({ fromAt: 7, entries: entries('a person', 'accepted') });
  await later;
  expect([search.completions.entries[search.chosen]?.insert, search.chosen]).toEqual(['accepted', 1]);
});

test('completions of one place are none of another one', async () => {
  const all = { fromAt: 7, entries: [{ insert: 'todo', kind: 'value', field: 'status', help: null } as const] };
  const answers = [Promise.resolve(all), new Promise<Completions>(() => undefined)];
  const app = madeApp({ searches: { complete: async () => answers.shift() ?? Promise.resolve(all) } });
  const search = app.of(Search);
  search.text = 'status:';
  await search.complete(7);
  search.text = 'red status:';
  void search.complete(11);
  expect(search.completions.entries).toEqual([]);
});
