import { afterAll, describe, expect, test } from 'vitest';
import type { AssignmentId, PersonId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import { queryOf } from '../../document/query/index.ts';
import { standingOf } from '../../document/status.ts';
import { addCaptions, create, makeResponse, makeSuggestion, projectsUntil } from '../../store/made-project.ts';
import { previewReplace, replaceTexts } from './replace.ts';
import { changerOf } from './text-change.ts';
import type { TextChange } from '../../contract/replace.ts';

const makeProject = projectsUntil(afterAll);
const nothing: TextChange = { find: null, prefix: null, suffix: null };
const pattern = (what: string, by: string): TextChange => ({ ...nothing, find: { kind: 'pattern', what, with: by } });
const text = (what: string, by: string): TextChange => ({ ...nothing, find: { kind: 'text', what, with: by } });

describe('a text', () => {
  test.each([
    ['text as it stands', text('a.b', '$&'), 'a.b axb A.B', '$& axb A.B'],
    [
      'a pattern with groups',
      pattern('(?<what>\\p{L}+) (car|bus)', '$2 $<what>'),
      'red car, 빨간 bus',
      'car red, bus 빨간',
    ],
    ['a prefix, once', { ...nothing, prefix: 'A clip: ' }, 'red', 'A clip: red'],
    ['a prefix that is there', { ...nothing, prefix: 'A clip: ' }, 'A clip: red', 'A clip: red'],
    ['a suffix', { ...nothing, suffix: '.' }, 'red', 'red.'],
    ['all of it, the ends last', { ...pattern('^b+', ''), prefix: 'a', suffix: '!' }, 'bbcar', 'acar!'],
  ])('%s', (_, change, before, after) => expect(changerOf(change)([before])).toEqual([after]));
});

test('a bad pattern is a problem before anything is read, and one that never ends is stopped', () => {
  const problemOf = (work: () => unknown) => {
    try {
      return work();
    } catch (error) {
      return error instanceof ProblemError ? error.problem : error;
    }
  };
  expect(problemOf(() => changerOf(pattern('(', '')))).toEqual({
    code: 'pattern-unreadable',
    pattern: '(',
    cause: '/(/gu: Unterminated group',
  });
  const long = `${'a'.repeat(50)}!`;
  expect(problemOf(() => changerOf(pattern('(a+)+$', ''), 50)(['a', long]))).toEqual({
    ...{ code: 'pattern-too-slow', pattern: '(a+)+$', seconds: 0.05, text: long },
  });
});

test('many texts are shown first, changed in one step, and taken back in one', () => {
  const made = makeProject();
  const { store, actor, person } = made;
  const bo = { id: store.newId<PersonId>(), name: 'Bo', role: 'annotator' } as const;
  const { captions } = addCaptions(
    made,
    ['suggested', 'accepted', 'theirs', 'rejected', 'emptied', 'other', 'blind', 'todo'].map((name) => `${name}.mp4`),
  );
  const ids = captions.map(({ id }) => id);
  const [suggested, accepted, theirs, rejected, emptied, other, blind] = ids;
  if (!suggested || !accepted || !theirs || !rejected || !emptied || !other || !blind) throw new Error('too few');
  const suggestion = makeSuggestion(store, suggested, 'a red car');
  const ofAccepted = makeSuggestion(store, accepted, 'a red bus');
  store.write({ actor, label: 'import' }, [
    create('person', bo),
    ...[suggestion, ofAccepted, makeSuggestion(store, blind, 'a red cup')].map((record) =>
      create('suggestion', record),
    ),
    ...[
      makeResponse(store, accepted, { personId: person.id, text: 'a red bus', suggestionId: ofAccepted.id }),
      { ...makeResponse(store, theirs, { personId: bo.id, text: 'red, red' }), decision: null, decidedAtMs: null },
      {
        ...makeResponse(store, rejected, { personId: bo.id, text: 'red' }),
        decision: 'rejected',
        reason: 'object',
      } as const,
      makeResponse(store, emptied, { personId: bo.id, text: 'red' }),
      makeResponse(store, other, { personId: bo.id, text: 'blue' }),
    ].map((record) => create('response', record)),
    create('assignment', { id: store.newId<AssignmentId>(), itemId: blind, personId: person.id, blind: true }),
  ]);
  const plan = { query: queryOf('-path:nowhere'), change: pattern('^red$|red ?', ''), actor };
  const before = ids.map((id) => store.itemTexts(id));
  const standing = () =>
    ids.map((id) => {
      const texts = store.itemTexts(id);
      const { status, text, response } = texts ? standingOf(texts) : { status: 'gone', text: null, response: null };
      return [status, text, response?.personId === bo.id ? 'Bo' : response && 'Ann'];
    });

  const preview = previewReplace(store, plan, { show: 2 });
  expect(preview).toEqual({
    ...{ texts: 7, changed: 3, suggestions: 1, emptied: 1, decidedAgainst: 1, blind: 1 },
    shown: [
      { itemId: accepted, videoName: 'clips/accepted.mp4', status: 'edited', before: 'a red bus', after: 'a bus' },
      { itemId: suggested, videoName: 'clips/suggested.mp4', status: 'suggested', before: 'a red car', after: 'a car' },
    ],
  });
  expect(ids.map((id) => store.itemTexts(id))).toEqual(before);

  const step = replaceTexts(store, plan);
  expect([step?.label, step?.detail]).toEqual(['replace', '3']);
  expect(standing()).toEqual([
    ['editing', 'a car', 'Ann'],
    ['edited', 'a bus', 'Ann'],
    ['editing', ', ', 'Bo'],
    ['rejected', 'red', 'Bo'],
    ['written', 'red', 'Bo'],
    ['written', 'blue', 'Bo'],
    ['suggested', 'a red cup', null],
    ['todo', null, null],
  ]);
  expect(store.list('response', { itemId: suggested })).toMatchObject([
    { suggestionId: suggestion.id, decision: null, span: suggestion.span, blind: false },
  ]);
  expect(replaceTexts(store, plan)).toBeUndefined();

  store.undo(person.id);
  expect(ids.map((id) => store.itemTexts(id))).toEqual(before);
});

test('more texts than one write takes are still one step, and a search that no longer finds them does no harm', () => {
  const made = makeProject();
  const { store, actor, person } = made;
  const { captions } = addCaptions(
    made,
    Array.from({ length: 2100 }, (_, n) => `${n}.mp4`),
  );
  store.write(
    { actor, label: 'generate' },
    captions.map(({ id }) => create('suggestion', makeSuggestion(store, id, 'a red car'))),
  );
  const count = (query: string) =>
    previewReplace(store, { query: queryOf(query), change: nothing, actor }, { show: 0 }).texts;
  replaceTexts(store, { query: queryOf('status:suggested red'), change: text('red', 'blue'), actor });
  expect([count('red'), count('status:editing blue')]).toEqual([0, 2100]);
  store.undo(person.id);
  expect([count('status:suggested red'), count('blue')]).toEqual([2100, 0]);
});
