/** The people of the open project. */
import { addPerson, becomePerson, changePerson, listPeople } from '../project/people.ts';
import type { Base } from './base.ts';
import { callerOf } from './context.ts';
import type { Desk } from './context.ts';

export function peoplePart({ people: base }: Base, desk: Desk) {
  return base.router({
    list: base.list.handler(({ context }) => {
      const { store } = desk.project;
      const here = callerOf(desk, context).get().id;
      return listPeople(store).map((person) => ({
        person,
        isHere: person.id === here,
        assigned: store.list('assignment', { personId: person.id }).length,
      }));
    }),
    add: base.add.handler(({ input, context }) =>
      addPerson(desk.project.store, input.name, input.role, callerOf(desk, context)),
    ),
    change: base.change.handler(({ input, context }) => {
      const { name, personId, role } = input;
      const next = { name: name ?? undefined, role: role ?? undefined };
      return changePerson(desk.project.store, personId, next, callerOf(desk, context));
    }),
    become: base.become.handler(({ input, context }) =>
      becomePerson(desk.project.store, input.personId, callerOf(desk, context)),
    ),
  });
}
