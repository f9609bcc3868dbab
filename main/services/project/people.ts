/**
 * The people of a project. The person of this machine is put among them when they first change something, so whoever is
 * named in the journal is there. Knows nothing of what people do.
 */
import type { Actor, Edit } from '../../document/edit.ts';
import { updateOf } from '../../document/edit.ts';
import type { PersonId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Person, Role } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { callerHere } from './caller.ts';
import type { Caller } from './caller.ts';
import { readPersonHere } from './person-file.ts';
import type { PersonHere } from './person-file.ts';

/** Who does what is about to be written: the person of this machine. */
export function actorIn(store: ProjectStore, here: PersonHere = readPersonHere()): Actor {
  const { id } = joinProject(store, here);
  return byHand(id);
}

/** As `actorIn`, before the first write: for reading who one is. */
export function personHereIn(store: ProjectStore, here: PersonHere = readPersonHere()): Person {
  return store.get('person', here.id) ?? { ...here, role: 'annotator' };
}

/** In order of their names. */
export function listPeople(store: ProjectStore): Person[] {
  return [...store.all('person')].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** By name or id. Throws `person-unknown`. */
export function findPerson(store: ProjectStore, name: string): Person {
  const people = listPeople(store);
  const wanted = sameName(name);
  const person = people.find(({ id }) => id === name) ?? people.find((one) => sameName(one.name) === wanted);
  if (person) return person;
  throw new ProblemError({ code: 'person-unknown', name, known: people.map((one) => one.name) });
}

/** Throws `person-name-taken`. */
export function addPerson(store: ProjectStore, name: string, role: Role, caller: Caller = callerHere()): Person {
  checkNameIsFree(store, name);
  const person: Person = { id: store.newId<PersonId>(), name, role };
  write(store, caller, name, [{ do: 'create', type: 'person', record: person }]);
  return person;
}

/** Throws `person-unknown`, `person-name-taken`. */
export function changePerson(
  store: ProjectStore,
  name: string,
  next: { readonly name?: string | undefined; readonly role?: Role | undefined },
  caller: Caller = callerHere(),
): Person {
  const person = findPerson(store, name);
  const changed: Person = { ...person, name: next.name ?? person.name, role: next.role ?? person.role };
  if (sameName(changed.name) !== sameName(person.name)) checkNameIsFree(store, changed.name);
  const edit = updateOf('person', person, changed);
  if (edit) write(store, caller, changed.name, [edit]);
  if (caller.get().id === person.id) caller.set({ id: person.id, name: changed.name });
  return changed;
}

/** From now on this machine works as that person of the project, as one who has moved to another machine does. */
export function becomePerson(store: ProjectStore, name: string, caller: Caller = callerHere()): Person {
  const person = findPerson(store, name);
  caller.set({ id: person.id, name: person.name });
  return person;
}

function joinProject(store: ProjectStore, here: PersonHere): Person {
  const there = store.get('person', here.id);
  if (there) return there;
  const person: Person = { id: here.id, name: freeName(store, here.name), role: 'annotator' };
  store.write({ actor: byHand(here.id), label: 'join', detail: person.name }, [
    { do: 'create', type: 'person', record: person },
  ]);
  return person;
}

function write(store: ProjectStore, caller: Caller, detail: string, edits: readonly Edit[]): void {
  store.write({ actor: actorIn(store, caller.get()), label: 'people', detail }, edits);
}

function byHand(personId: PersonId): Actor {
  return { personId, model: null, runId: null };
}

function checkNameIsFree(store: ProjectStore, name: string): void {
  if (listPeople(store).some((person) => sameName(person.name) === sameName(name))) {
    throw new ProblemError({ code: 'person-name-taken', name });
  }
}

/** Two machines may have a user of the same name, who are two people until one says otherwise. */
function freeName(store: ProjectStore, name: string): string {
  const taken = new Set(listPeople(store).map((person) => sameName(person.name)));
  for (let number = 2, free = name; ; number++) {
    if (!taken.has(sameName(free))) return free;
    free = `${name} (${number})`;
  }
}

function sameName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
