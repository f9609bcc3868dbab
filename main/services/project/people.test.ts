import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { openProject } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { newProject } from './new-project.ts';
import { actorIn, addPerson, becomePerson, changePerson, findPerson, listPeople } from './people.ts';
import { readPersonHere } from './person-file.ts';

const makeFolder = foldersUntil(afterAll);

let store: ProjectStore;

beforeEach(() => {
  process.env['PANDA_HOME'] = makeFolder();
  store = newProject(join(makeFolder(), 'a.panda'));
  return () => store[Symbol.dispose]();
});

function otherMachine(): void {
  process.env['PANDA_HOME'] = makeFolder();
}

test('whoever makes a project is in it; another machine’s person joins when they first write, and once', () => {
  const first = readPersonHere();
  expect(listPeople(store)).toEqual([{ ...first, role: 'annotator' }]);
  otherMachine();
  const second = readPersonHere();
  expect(actorIn(store)).toEqual({ personId: second.id, model: null, runId: null });
  actorIn(store);
  expect(listPeople(store)).toEqual([
    { ...first, role: 'annotator' },
    { id: second.id, name: `${second.name} (2)`, role: 'annotator' },
  ]);
});

test('people are added, renamed and given a role; a name is one person’s', () => {
  const kim = addPerson(store, '김하늘', 'annotator');
  expect(changePerson(store, '김하늘'.normalize('NFD'), { name: 'Kim', role: 'reviewer' })).toEqual({
    ...kim,
    name: 'Kim',
    role: 'reviewer',
  });
  expect(store.get('person', kim.id)).toMatchObject({ name: 'Kim', role: 'reviewer' });
  expect(() => addPerson(store, 'kim ', 'annotator')).toThrow('called kim  already');
  expect(() => findPerson(store, 'Lee')).toThrow('nobody called Lee');
});

test('who renames themselves is called so in other projects too', () => {
  const { id, name } = readPersonHere();
  actorIn(store);
  changePerson(store, name, { name: 'Anna' });
  expect(readPersonHere()).toEqual({ id, name: 'Anna' });
});

test('on another machine a person can be who they are in the project', () => {
  const kim = addPerson(store, 'Kim', 'annotator');
  otherMachine();
  becomePerson(store, 'Kim');
  expect([readPersonHere(), actorIn(store).personId]).toEqual([{ id: kim.id, name: 'Kim' }, kim.id]);
  using other = openProject(store.path);
  expect(listPeople(other)).toHaveLength(2);
});
