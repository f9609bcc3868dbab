import { afterAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../document/edit.ts';
import type { AssignmentId, ItemId, PersonId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Person } from '../../document/records.ts';
import { chanceOf } from '../../document/shares.ts';
import { standingOf } from '../../document/status.ts';
import { actorOf, addCaptions, create, makeSuggestion, projectsUntil } from '../../store/made-project.ts';
import type { MadeProject } from '../../store/made-project.ts';
import { decide } from './decide.ts';
import type { Deciding } from './decide.ts';
import { readQueue } from './queue.ts';
import type { Queue } from '../../document/queue.ts';
import { taskOf } from './task.ts';
import { judge } from './verdict.ts';

const makeProject = projectsUntil(afterAll);

interface Team extends MadeProject {
  readonly ann: Actor;
  readonly bo: Actor;
  readonly cy: Actor;
  readonly ids: readonly ItemId[];
}

/** Captions a to d with suggestions, in which the doubt is .4, .9, .4 and .1. */
function team(): Team & Record<'a' | 'b' | 'c' | 'd', ItemId> {
  const made = makeProject();
  const { store, actor } = made;
  const person = (name: string): Person => ({ id: store.newId<PersonId>(), name, role: 'annotator' });
  const [bo, cy] = [person('Bo'), person('Cy')];
  const { captions } = addCaptions(made, ['a.mp4', 'b.mp4', 'c.mp4', 'd.mp4']);
  const [a, b, c, d] = captions.map(({ id }) => id);
  if (!a || !b || !c || !d) throw new Error('too few');
  const doubts = [0.4, 0.9, 0.4, 0.1];
  store.write({ actor, label: 'import' }, [
    ...[bo, cy].map((one) => create('person', one)),
    ...captions.map(({ id }, n) =>
      create('suggestion', {
        ...makeSuggestion(store, id, `a red car ${'abcd'.charAt(n)}`),
        doubt: { total: doubts[n] ?? 0, logProb: null, disagreement: null, ungrounded: null },
      }),
    ),
  ]);
  return { ...made, ann: actor, bo: actorOf(bo.id), cy: actorOf(cy.id), ids: [a, b, c, d], ...{ a, b, c, d } };
}

function waiting({ store }: Team, queue: Queue, { personId }: Actor, query = ''): string {
  const { count, items } = readQueue(store, { queue, personId, query, limit: 10 });
  expect(count).toBe(items.length);
  return items.map(({ videoName }) => videoName.replace(/^clips\/|\.mp4$/g, '')).join(' ');
}

function settings({ store, ann }: Team, to: { readonly doubleShare?: number; readonly controlShare?: number }): void {
  const { id } = store.project;
  const from = Object.fromEntries(Object.keys(to).map((key) => [key, store.project[key as keyof typeof to]]));
  store.write({ actor: ann, label: 'settings' }, [{ do: 'update', type: 'project', id, from, to }]);
}

function give({ store, ann }: Team, itemId: ItemId, { personId }: Actor, blind = false): void {
  const record = { id: store.newId<AssignmentId>(), itemId, personId, blind };
  store.write({ actor: ann, label: 'assign' }, [create('assignment', record)]);
}

function statusOf({ store }: Team, itemId: ItemId): unknown[] {
  const texts = store.itemTexts(itemId);
  if (texts === undefined) throw new Error('gone');
  const { response, review, status, text } = standingOf(texts);
  return [status, text, review, response?.personId];
}

function problemOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  return 'none';
}

describe('the queue', () => {
  test('is what nobody decided on, the greatest doubt first and equals as they were made', () => {
    const t = team();
    expect(waiting(t, 'decide', t.ann)).toBe('b a c d');
    expect(waiting(t, 'decide', t.ann, 'doubt<0.5 -path:c.mp4')).toBe('a d');
    decide(t.store, { itemId: t.b, actor: t.ann, deciding: { do: 'accept' } });
    decide(t.store, { itemId: t.c, actor: t.ann, deciding: { do: 'write', text: 'a bus' } });
    decide(t.store, { itemId: t.d, actor: t.ann, deciding: { do: 'skip' } });
    expect(waiting(t, 'decide', t.ann)).toBe('a c');
  });

  test('goes on after what was seen, whatever was decided meanwhile', () => {
    const t = team();
    const page = { queue: 'decide', personId: t.ann.personId, query: '', limit: 2 } as const;
    const first = readQueue(t.store, page);
    for (const { itemId } of first.items) decide(t.store, { itemId, actor: t.ann, deciding: { do: 'accept' } });
    const second = readQueue(t.store, { ...page, after: first.next });
    expect([...first.items, ...second.items].map(({ itemId }) => itemId)).toEqual([t.b, t.a, t.c, t.d]);
  });

  test('leaves out what somebody else was given, and excluded videos', () => {
    const t = team();
    give(t, t.a, t.ann);
    give(t, t.b, t.bo);
    give(t, t.c, t.bo, true);
    const videoId = t.store.get('item', t.d)?.videoId;
    if (videoId === undefined) throw new Error('gone');
    const excluded = { from: { excluded: false }, to: { excluded: true } };
    t.store.write({ actor: t.ann, label: 'exclude-videos' }, [
      { do: 'update', type: 'video', id: videoId, ...excluded },
    ]);
    expect([t.ann, t.bo, t.cy].map((actor) => waiting(t, 'decide', actor))).toEqual(['a c', 'b', 'c']);
  });

  test('of blind answers is what a second person was given, and sees neither suggestion nor response of', () => {
    const t = team();
    give(t, t.a, t.bo, true);
    expect(waiting(t, 'blind', t.bo)).toBe('');
    decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept' } });
    decide(t.store, { itemId: t.b, actor: t.ann, deciding: { do: 'accept' } });
    expect([t.ann, t.bo, t.cy].map((actor) => waiting(t, 'blind', actor))).toEqual(['', 'a', '']);
    expect(taskOf(t.store, { itemId: t.a, personId: t.bo.personId })).toMatchObject({
      ...{ blind: true, suggestion: null, suggestions: [], own: null, text: null },
    });
    decide(t.store, { itemId: t.a, actor: t.bo, deciding: { do: 'write', text: 'a b' } });
    expect(waiting(t, 'blind', t.bo)).toBe('a');
    decide(t.store, { itemId: t.a, actor: t.bo, deciding: { do: 'accept', text: 'a bus' } });
    expect(waiting(t, 'blind', t.bo)).toBe('');
    expect(statusOf(t, t.a)).toEqual(['accepted', 'a red car a', null, t.ann.personId]);
    expect(t.store.list('response', { itemId: t.a })).toMatchObject([
      { personId: t.ann.personId, blind: false },
      { personId: t.bo.personId, blind: true, text: 'a bus', decision: 'accepted', suggestionId: null },
    ]);
  });

  test('of blind answers is also the share of the project, each for one person', () => {
    const t = team();
    for (const itemId of t.ids) decide(t.store, { itemId, actor: t.ann, deciding: { do: 'accept' } });
    const [least, next] = t.ids.map((id) => ({ id, at: chanceOf('double', id) })).sort((x, y) => x.at - y.at);
    if (!least || !next) throw new Error('too few');
    settings(t, { doubleShare: (least.at + next.at) / 2 });
    const { items } = readQueue(t.store, { queue: 'blind', personId: t.bo.personId, query: '', limit: 9 });
    expect(items.map(({ itemId, text }) => [itemId, text])).toEqual([[least.id, null]]);
    decide(t.store, { itemId: least.id, actor: t.bo, blind: true, deciding: { do: 'accept', text: 'x' } });
    expect([t.ann, t.bo, t.cy].map((actor) => waiting(t, 'blind', actor))).toEqual(['', '', '']);
  });

  test('of reviewers is what others decided, until it is reviewed as it is', () => {
    const t = team();
    decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept' } });
    decide(t.store, { itemId: t.b, actor: t.ann, deciding: { do: 'reject', reason: 'object' } });
    decide(t.store, { itemId: t.c, actor: t.ann, deciding: { do: 'skip' } });
    expect([t.ann, t.bo].map((actor) => waiting(t, 'review', actor))).toEqual(['', 'b a']);
    judge(t.store, { itemId: t.b, actor: t.bo, judging: { verdict: 'approved' } });
    judge(t.store, { itemId: t.a, actor: t.bo, judging: { verdict: 'returned', reason: 'what colour?' } });
    expect([t.ann, t.bo].map((actor) => waiting(t, 'review', actor))).toEqual(['', '']);
    expect([t.ann, t.bo].map((actor) => waiting(t, 'decide', actor))).toEqual(['a d', 'd']);
    decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept', text: 'a red car' } });
    expect(waiting(t, 'decide', t.ann)).toBe('d');
    expect(waiting(t, 'review', t.bo)).toBe('a');
  });
});

describe('deciding', () => {
  test('who only begins or skips does not undo what another decided, and goes on with their own text', () => {
    const t = team();
    decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept' } });
    for (const text of ['a b', 'a bus']) decide(t.store, { itemId: t.a, actor: t.bo, deciding: { do: 'write', text } });
    expect(statusOf(t, t.a)).toEqual(['accepted', 'a red car a', null, t.ann.personId]);
    expect(taskOf(t.store, { itemId: t.a, personId: t.bo.personId })?.text).toBe('a bus');
    decide(t.store, { itemId: t.a, actor: t.bo, deciding: { do: 'accept' } });
    expect(statusOf(t, t.a)).toEqual(['edited', 'a bus', null, t.bo.personId]);
  });

  test('a text that was returned may be decided on again as it is', () => {
    const t = team();
    decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept' } });
    judge(t.store, { itemId: t.a, actor: t.bo, judging: { verdict: 'returned', reason: 'sure?' } });
    expect(statusOf(t, t.a)[2]).toBe('returned');
    decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept' } });
    expect(statusOf(t, t.a)).toEqual(['accepted', 'a red car a', null, t.ann.personId]);
    expect(waiting(t, 'review', t.bo)).toBe('a');
  });

  test.each([
    [{ do: 'write', text: 'a bus' }, 'write', 'editing', 'a bus'],
    [{ do: 'accept' }, 'accept', 'accepted', 'a red car a'],
    [{ do: 'accept', text: 'a  red car a ' }, 'accept', 'accepted', 'a  red car a '],
    [{ do: 'accept', text: 'a bus' }, 'accept', 'edited', 'a bus'],
    [{ do: 'accept', span: { fromUs: 1, toUs: 2 } }, 'accept', 'edited', 'a red car a'],
    [{ do: 'reject', reason: 'invented' }, 'reject', 'rejected', 'a red car a'],
    [{ do: 'skip' }, 'skip', 'skipped', 'a red car a'],
  ] as [Deciding, string, string, string][])('%o is one step', (deciding, label, status, text) => {
    const t = team();
    const step = decide(t.store, { itemId: t.a, actor: t.ann, deciding });
    expect(step?.label).toBe(label);
    expect(statusOf(t, t.a)).toEqual([status, text, null, t.ann.personId]);
    expect(decide(t.store, { itemId: t.a, actor: t.ann, deciding })).toBeUndefined();
    t.store.undo(t.ann.personId);
    expect(statusOf(t, t.a)).toEqual(['suggested', 'a red car a', null, undefined]);
  });

  test('what is typed goes on in its step, and a decision after it keeps the text', () => {
    const t = team();
    const step = t.store.newId<NonNullable<ReturnType<typeof decide>>['id']>();
    for (const text of ['a', 'a b', 'a bus']) {
      decide(t.store, { itemId: t.a, actor: t.ann, step, deciding: { do: 'write', text } });
    }
    decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept' } });
    expect(statusOf(t, t.a)).toEqual(['edited', 'a bus', null, t.ann.personId]);
    t.store.undo(t.ann.personId);
    t.store.undo(t.ann.personId);
    expect(statusOf(t, t.a)).toEqual(['suggested', 'a red car a', null, undefined]);
  });

  test('who decides last stands, also over what they said themselves before somebody else', () => {
    const t = team();
    decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept' } });
    judge(t.store, { itemId: t.a, actor: t.bo, judging: { verdict: 'returned', reason: 'no' } });
    decide(t.store, { itemId: t.a, actor: t.bo, deciding: { do: 'accept', text: 'a bus' } });
    decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept' } });
    expect(statusOf(t, t.a)).toEqual(['edited', 'a bus', null, t.ann.personId]);
    expect(t.store.list('response', { itemId: t.a }).map(({ personId }) => personId)).toEqual([
      t.bo.personId,
      t.ann.personId,
    ]);
  });

  test('the control arm sees no suggestion, so what it accepts is written', () => {
    const t = team();
    settings(t, { controlShare: 1 });
    expect(taskOf(t.store, { itemId: t.a, personId: t.ann.personId })).toMatchObject({
      ...{ control: true, suggestion: null, suggestions: [], text: null },
    });
    expect(problemOf(() => decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept' } }))).toBe(
      'nothing-to-accept',
    );
    decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept', text: 'a red car a' } });
    expect(statusOf(t, t.a)).toEqual(['written', 'a red car a', null, t.ann.personId]);
  });

  test('what cannot be decided or reviewed is a problem', () => {
    const t = team();
    const gone = '0' as ItemId;
    const approve = { verdict: 'approved' } as const;
    decide(t.store, { itemId: t.a, actor: t.ann, deciding: { do: 'accept' } });
    expect([
      problemOf(() => decide(t.store, { itemId: gone, actor: t.ann, deciding: { do: 'skip' } })),
      problemOf(() =>
        decide(t.store, { itemId: t.b, actor: t.ann, deciding: { do: 'accept', text: ' ', span: null } }),
      ),
      problemOf(() =>
        decide(t.store, { itemId: t.b, actor: t.ann, blind: true, deciding: { do: 'reject', reason: 'time' } }),
      ),
      problemOf(() => judge(t.store, { itemId: t.b, actor: t.bo, judging: approve })),
      problemOf(() => judge(t.store, { itemId: t.a, actor: t.ann, judging: approve })),
      problemOf(() => judge(t.store, { itemId: t.a, actor: t.bo, judging: { verdict: 'returned', reason: ' ' } })),
    ]).toEqual([
      'item-unknown',
      'nothing-to-accept',
      'nothing-to-reject',
      'nothing-to-review',
      'own-response',
      'reason-missing',
    ]);
  });
});

test('a share is the same items everywhere, about as many as it says, and no share is another', () => {
  const ids = Array.from(
    { length: 20_000 },
    (_, n) => `01M7Y8${n.toString(32).toUpperCase().padStart(14, '0')}` as ItemId,
  );
  const [control, double] = (['control', 'double'] as const).map((name) => ids.map((id) => chanceOf(name, id) < 0.1));
  const both = ids.filter((_, n) => control?.[n] && double?.[n]).length;
  const counts = [control, double].map((share) => share?.filter(Boolean).length ?? 0);
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(150);
  expect(Math.abs(both - 200)).toBeLessThan(60);
  expect(chanceOf('double', '01M7Y8GR383TNX3XFMEH' as ItemId)).toBe(
    chanceOf('double', '01M7Y8GR383TNX3XFMEH' as ItemId),
  );
});
