/**
 * One thing done to many items in one step; what it cannot be done to is counted and left. Between the writes others have
 * their turn, and what they did to an item meanwhile is seen.
 */
import { setImmediate } from 'node:timers/promises';
import type { Bulk } from '../../contract/texts.ts';
import type { Actor, Edit, StepLabel } from '../../document/edit.ts';
import type { ItemId, StepId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import type { Decision, RejectReason, Verdict } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { decide } from '../review/decide.ts';
import { judge } from '../review/verdict.ts';
import { decidingOf } from './deciding.ts';

/** A write is one transaction, and keeps whoever else writes waiting that long. */
const ITEMS_A_WRITE = 1000;

interface Done {
  readonly actor: Actor;
  readonly label: StepLabel;
}

/** `editsOf` nothing: it is left. */
export async function bulk(
  store: ProjectStore,
  itemIds: readonly ItemId[],
  done: Done,
  editsOf: (itemId: ItemId) => readonly Edit[],
): Promise<Bulk> {
  const step = store.newId<StepId>();
  let changed = 0;
  for (let from = 0; from < itemIds.length; from += ITEMS_A_WRITE) {
    store.transaction(() => {
      const each = itemIds.slice(from, from + ITEMS_A_WRITE).map(editsOf);
      const edits = each.flat();
      changed += each.filter(({ length }) => length > 0).length;
      if (edits.length > 0) store.write({ ...done, detail: String(changed), step }, edits);
    });
    await setImmediate();
  }
  return { changed, left: itemIds.length - changed };
}

export async function decideAll(
  store: ProjectStore,
  itemIds: readonly ItemId[],
  told: { readonly decision: Decision; readonly reason: RejectReason | null; readonly actor: Actor },
): Promise<Bulk> {
  const deciding = decidingOf(told);
  return each(store, itemIds, (itemId, step) => decide(store, { itemId, actor: told.actor, deciding, step }));
}

/** One alone throws what is in the way. */
export async function reviewAll(
  store: ProjectStore,
  itemIds: readonly ItemId[],
  told: { readonly verdict: Verdict; readonly reason: string | null; readonly actor: Actor },
): Promise<Bulk> {
  const { actor, reason, verdict } = told;
  const judging = verdict === 'approved' ? { verdict } : { verdict, reason: reason ?? '' };
  return each(store, itemIds, (itemId, step) => judge(store, { itemId, actor, judging, step }));
}

/** Not for this person to decide, or nothing to decide on. */
const LEFT: ReadonlySet<Problem['code']> = new Set([
  'nothing-to-accept',
  'nothing-to-reject',
  'nothing-to-review',
  'own-response',
  'item-unknown',
]);

async function each(
  store: ProjectStore,
  itemIds: readonly ItemId[],
  act: (itemId: ItemId, step: StepId) => unknown,
): Promise<Bulk> {
  const step = store.newId<StepId>();
  let changed = 0;
  for (let from = 0; from < itemIds.length; from += ITEMS_A_WRITE) {
    store.transaction(() => {
      for (const itemId of itemIds.slice(from, from + ITEMS_A_WRITE)) {
        try {
          if (act(itemId, step) !== undefined) changed++;
        } catch (error) {
          if (itemIds.length === 1 || !(error instanceof ProblemError) || !LEFT.has(error.problem.code)) throw error;
        }
      }
    });
    await setImmediate();
  }
  return { changed, left: itemIds.length - changed };
}
