/** Two connections to one file are as two processes to SQLite; a second process is in killing.test.ts. */
import { afterAll, expect, it } from 'vitest';
import { ProblemError } from '../document/problem.ts';
import { addCaptions, create, makeResponse, projectsUntil } from './made-project.ts';
import { migrations } from './migrations/index.ts';
import { openProject, openWith } from './opening.ts';

const makeProject = projectsUntil(afterAll);

it('sees what another changed, and counts its changes', () => {
  const made = makeProject();
  const { store, path } = made;
  using other = openProject(path);
  const counts = [store.changeCount()];
  const from = store.lastEdit();
  addCaptions({ ...made, store: other }, ['a.mp4']);
  counts.push(store.changeCount(), store.changeCount());
  addCaptions(made, ['b.mp4']);
  counts.push(store.changeCount());
  other.saveFiles([{ ...other.file(other.list('video')[0]!.id), state: 'missing' }]);
  counts.push(store.changeCount());
  const [zero = 0, one = 0, same = 0, two = 0, three = 0] = counts;
  expect([one > zero, same === one, two > one, three > two]).toEqual([true, true, true, true]);
  const changed = ['root', 'video', 'item', 'root', 'video', 'item'];
  expect([...store.editsSince(from)].map(({ edit }) => edit.type)).toEqual(changed);
  expect([...other.editsSince(from)]).toEqual([...store.editsSince(from)]);
});

it('refuses what another was quicker with, and goes on from there', () => {
  const made = makeProject();
  const { store, path, person, actor } = made;
  const [caption] = addCaptions(made, ['a.mp4']).captions;
  using other = openProject(path);
  const mine = makeResponse(store, caption!.id, { personId: person.id, text: 'a car' });
  const theirs = makeResponse(other, caption!.id, { personId: person.id, text: 'a bus' });
  other.write({ actor, label: 'write' }, [create('response', theirs)]);
  expect(() => store.write({ actor, label: 'write' }, [create('response', mine)])).toThrow(
    new ProblemError({
      code: 'edit-conflict',
      path,
      conflicts: [{ type: 'response', id: mine.id, field: 'personId', is: 'taken' }],
      count: 1,
    }),
  );
  store.write({ actor, label: 'write' }, [
    { do: 'update', type: 'response', id: theirs.id, from: { text: 'a bus' }, to: { text: 'a car' } },
  ]);
  expect(other.itemTexts(caption!.id)?.responses).toEqual([{ ...theirs, text: 'a car' }]);
  expect(other.undo(person.id)?.label).toBe('write');
  expect(store.itemTexts(caption!.id)?.responses).toEqual([theirs]);
});

it('says that another is at it where that does not end', () => {
  const made = makeProject();
  using impatient = openWith(made.path, { readOnly: false, migrations, readFileSystem: () => null, busyMs: 10 });
  made.store.transaction(() => {
    addCaptions(made, ['a.mp4']);
    expect([...impatient.all('video')]).toEqual([]);
    expect(() => addCaptions({ ...made, store: impatient }, ['b.mp4'])).toThrow(
      new ProblemError({ code: 'project-busy', path: made.path }),
    );
  });
  addCaptions({ ...made, store: impatient }, ['b.mp4']);
  expect(made.store.list('video').map(({ path }) => path)).toEqual(['a.mp4', 'b.mp4']);
});
