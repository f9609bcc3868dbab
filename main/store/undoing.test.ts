import { afterAll, describe, expect, it } from 'vitest';
import type { Edit, Step } from '../document/edit.ts';
import type { PersonId, StepId } from '../document/ids.ts';
import { ProblemError } from '../document/problem.ts';
import type { Caption, Response } from '../document/records.ts';
import {
  actorOf,
  addCaptions,
  create,
  makeCaption,
  makeResponse,
  makeSuggestion,
  projectsUntil,
} from './made-project.ts';
import type { MadeProject } from './made-project.ts';
import { openProject } from './opening.ts';

const makeProject = projectsUntil(afterAll);

function withCaptions(count: number): MadeProject & { readonly captions: readonly Caption[] } {
  const made = makeProject();
  return {
    ...made,
    ...addCaptions(
      made,
      Array.from({ length: count }, (_, index) => `${index}.mp4`),
    ),
  };
}

function typed({ store, actor }: MadeProject, response: Response, text: string, step?: StepId): Response {
  const edit: Edit = { do: 'update', type: 'response', id: response.id, from: { text: response.text }, to: { text } };
  store.write({ actor, label: 'write', ...(step && { step }) }, [edit]);
  return { ...response, text };
}

function words({ store }: MadeProject): string[] {
  return store.list('response').map(({ text }) => text);
}

describe('undo and redo', () => {
  it('go back and forth over what one person did, also after it was opened anew', () => {
    const made = withCaptions(1);
    const { store, person, captions, actor, path } = made;
    const first = makeResponse(store, captions[0]!.id, { personId: person.id, text: 'a' });
    store.write({ actor, label: 'write' }, [create('response', first)]);
    typed(made, typed(made, first, 'ab'), 'abc');
    const seen = [words(made)];
    using again = openProject(path);
    const other = { ...made, store: again };
    for (const what of ['undo', 'undo', 'redo', 'undo', 'undo', 'redo', 'redo', 'redo', 'redo'] as const) {
      again[what](person.id);
      seen.push(words(other));
    }
    expect(seen.map(([text]) => text)).toEqual(['abc', 'ab', 'a', 'ab', 'a', undefined, 'a', 'ab', 'abc', 'abc']);
    expect(again.check().faults).toEqual([]);
    expect(
      again.editsOf({ type: 'response', id: first.id }).map(({ step, edit }) => `${step.kind} ${edit.do}`),
    ).toEqual([
      ...['do create', 'do update', 'do update', 'undo update', 'undo update', 'redo update', 'undo update'],
      ...['undo remove', 'redo create', 'redo update', 'redo update'],
    ]);
  });

  it('take a gesture of several edits, and a batch, as one step', () => {
    const made = withCaptions(300);
    const { store, person, actor, captions } = made;
    store.write(
      { actor: { ...actor, model: 'panda-mini@1' }, label: 'generate', detail: '300' },
      captions.map(({ id }) => create('suggestion', makeSuggestion(store, id, 'a car'))),
    );
    const step = store.newId<StepId>();
    const response = makeResponse(store, captions[0]!.id, { personId: person.id, text: '' });
    store.write({ actor, label: 'write', step }, [create('response', response)]);
    typed(made, typed(made, response, 'a', step), 'ab', step);
    expect(store.undo(person.id)).toMatchObject({ kind: 'undo', label: 'write', actor: { model: null } });
    expect(words(made)).toEqual([]);
    expect(store.undo(person.id)).toMatchObject({ kind: 'undo', label: 'generate', detail: '300' });
    expect([...store.all('suggestion')]).toEqual([]);
    store.redo(person.id);
    expect([...store.all('suggestion')].length).toBe(300);
    store.redo(person.id);
    expect(words(made)).toEqual(['ab']);
    expect(store.check().faults).toEqual([]);
  });

  it('leave what others did, and forget what was taken back once something else is done', () => {
    const made = withCaptions(2);
    const { store, person, actor, captions } = made;
    const bob = store.newId<PersonId>();
    store.write({ actor, label: 'people' }, [create('person', { id: bob, name: 'Bob', role: 'reviewer' })]);
    const flag = (index: number, by: PersonId): Step =>
      store.write({ actor: actorOf(by), label: 'flag' }, [
        { do: 'update', type: 'item', id: captions[index]!.id, from: { flag: null }, to: { flag: 'x' } },
      ]);
    const flags = (): (string | null)[] => store.list('item').map((item) => item.flag);
    flag(0, person.id);
    flag(1, bob);
    expect([store.undo(person.id)?.label, flags()]).toEqual(['flag', [null, 'x']]);
    expect([store.undoable(bob)?.label, store.redoable(bob), store.redoable(person.id)?.label]).toEqual([
      ...['flag', undefined, 'flag'],
    ]);
    flag(0, person.id);
    expect([store.redoable(person.id), store.redo(person.id)]).toEqual([undefined, undefined]);
    expect([store.undo(bob)?.kind, store.undo(bob), flags()]).toEqual(['undo', undefined, ['x', null]]);
  });

  it('never take back that the project was made', () => {
    const { store, person } = makeProject();
    expect([store.undoable(person.id), store.undo(person.id), store.project.name]).toEqual([
      undefined,
      undefined,
      'Clips',
    ]);
  });
});

describe('what others changed since', () => {
  it('is listed and nothing is done, or it is left as it is and the rest is taken back', () => {
    const made = makeProject();
    const { store, person, actor } = made;
    const bob = store.newId<PersonId>();
    store.write({ actor, label: 'people' }, [create('person', { id: bob, name: 'Bob', role: 'annotator' })]);
    const { captions } = addCaptions(made, ['1.mp4', '2.mp4', '3.mp4']);
    const [one, two, three] = captions.map(({ id }) => makeSuggestion(store, id, 'a car'));
    if (!one || !two || !three) throw new Error('none');
    const dense = makeCaption(store, captions[0]!.videoId, 'dense');
    store.write({ actor, label: 'generate' }, [
      ...[one, two, three].map((suggestion) => create('suggestion', suggestion)),
      create('item', dense),
      { do: 'update', type: 'item', id: captions[2]!.id, from: { flag: null }, to: { flag: 'model' } },
    ]);
    store.write({ actor: actorOf(bob), label: 'accept' }, [
      create('response', makeResponse(store, two.itemId, { personId: bob, text: 'a car', suggestionId: two.id })),
      { do: 'update', type: 'item', id: dense.id, from: { flag: null }, to: { flag: 'bob' } },
    ]);
    const before = store.lastEdit();
    try {
      store.undo(person.id);
      throw new Error('it was taken back');
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      expect(error.problem).toMatchObject({
        code: 'edit-conflict',
        count: 2,
        conflicts: [
          { type: 'item', id: dense.id, is: 'changed' },
          { type: 'suggestion', id: two.id, is: 'in-use' },
        ],
      });
    }
    expect([store.lastEdit(), store.list('suggestion').length]).toEqual([before, 3]);
    store.undo(person.id, { leaveChanged: true });
    expect([
      store.list('suggestion'),
      store.get('item', dense.id)?.flag,
      store.get('item', three.itemId)?.flag,
    ]).toEqual([...[[two], 'bob', null]]);
    store.redo(person.id);
    expect(store.list('suggestion')).toEqual([one, two, three]);
    expect(store.get('item', three.itemId)?.flag).toBe('model');
    expect(store.check().faults).toEqual([]);
  });
});

it('tells what hung on an item and was taken away, with short bodies and long ones', () => {
  const { store, actor, captions } = withCaptions(2);
  const [caption, other] = captions.map(({ id }) => id);
  const suggestion = makeSuggestion(store, caption!, 'A red car.');
  const response = makeResponse(store, caption!, { personId: actor.personId, text: 'A car.' });
  store.write({ actor, label: 'generate' }, [create('suggestion', suggestion)]);
  store.write({ actor, label: 'write' }, [create('response', response)]);
  store.undo(actor.personId);
  store.undo(actor.personId);
  expect(store.removedFromItem(caption!)).toEqual([
    { type: 'response', id: response.id },
    { type: 'suggestion', id: suggestion.id },
  ]);
  expect(store.removedFromItem(other!)).toEqual([]);
});
