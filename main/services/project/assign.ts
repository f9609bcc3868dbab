/**
 * Gives items to people, in turn: to one who is to answer them, or blind to a second one, so that agreement can be told.
 * Knows nothing of how the items were found.
 */
import type { Assigned } from '../../contract/texts.ts';
import type { Actor, Edit } from '../../document/edit.ts';
import type { AssignmentId, ItemId, PersonId, StepId } from '../../document/ids.ts';
import type { Person } from '../../document/records.ts';
import { chanceOf } from '../../document/shares.ts';
import type { ProjectStore } from '../../store/index.ts';

export interface AssignPlan {
  readonly items: Iterable<ItemId>;
  readonly to: readonly Person[];
  /** To a second person, who sees neither suggestion nor response. */
  readonly blind: boolean;
  /** Of the items, 0 to 1; which ones depends on their ids alone, so the same share is the same items. */
  readonly share: number;
  readonly actor: Actor;
}

/** A write is one transaction, and keeps whoever else writes waiting that long. */
const ITEMS_A_WRITE = 5000;

/** One step, however many items. */
export function assignItems(store: ProjectStore, plan: AssignPlan): Assigned {
  const counts = new Map<PersonId, number>(plan.to.map(({ id }) => [id, 0]));
  const step = store.newId<StepId>();
  let [already, left, turn] = [0, 0, 0];
  const edits: Edit[] = [];
  const write = (): void => {
    const detail = String([...counts.values()].reduce((sum, count) => sum + count, 0));
    if (edits.length > 0) store.write({ actor: plan.actor, label: 'assign', detail, step }, edits.splice(0));
  };
  for (const itemId of plan.items) {
    if (chanceOf(plan.blind ? 'double' : 'assigned', itemId) >= plan.share) continue;
    const there = store.list('assignment', { itemId });
    if (there.some(({ blind }) => blind === plan.blind)) {
      already++;
      continue;
    }
    const unfit = plan.blind
      ? seenBy(
          store,
          itemId,
          there.map(({ personId }) => personId),
        )
      : new Set<PersonId>();
    const place = plan.to.findIndex((_, k) => !unfit.has(inTurn(plan.to, turn + k).id));
    if (place === -1) {
      left++;
      continue;
    }
    const { id: personId } = inTurn(plan.to, turn + place);
    turn += place + 1;
    counts.set(personId, (counts.get(personId) ?? 0) + 1);
    const record = { id: store.newId<AssignmentId>(), itemId, personId, blind: plan.blind };
    edits.push({ do: 'create', type: 'assignment', record });
    if (edits.length >= ITEMS_A_WRITE) write();
  }
  write();
  return { people: plan.to.map((person) => ({ person, items: counts.get(person.id) ?? 0 })), already, left };
}

function seenBy(store: ProjectStore, itemId: ItemId, assigned: readonly PersonId[]): Set<PersonId> {
  return new Set([...assigned, ...store.list('response', { itemId }).map(({ personId }) => personId)]);
}

function inTurn(people: readonly Person[], turn: number): Person {
  const person = people[turn % people.length];
  if (person === undefined) throw new Error('items are assigned to somebody');
  return person;
}
