/**
 * The texts of items as one person may see them: who answers blind sees their own words alone, the control arm sees no
 * suggestion. Knows nothing of the queue.
 */
import type { Arm } from '../../contract/library.ts';
import type { ItemRow } from '../../contract/texts.ts';
import type { ItemId, PersonId } from '../../document/ids.ts';
import type { ItemTexts } from '../../document/status.ts';
import type { ProjectStore } from '../../store/index.ts';
import { answersBlind, isControl } from '../review/task.ts';
import { itemRow } from './item-rows.ts';

export interface Visible {
  readonly items: readonly ItemTexts[];
  /** Of those from which something was kept back. */
  readonly arms: Readonly<Record<ItemId, Arm>>;
}

export function visibleTexts(store: ProjectStore, all: readonly ItemTexts[], personId: PersonId): Visible {
  const arms: Record<ItemId, Arm> = {};
  const items = all.map((texts) => {
    const arm = armOf(store, texts, personId);
    if (arm === null) return texts;
    arms[texts.item.id] = arm;
    return withoutHelp(texts, { arm, personId });
  });
  return { items, arms };
}

/** Null: it is gone. */
export function visibleRow(store: ProjectStore, itemId: ItemId, personId: PersonId): ItemRow | null {
  const [row] = itemRow(store, itemId) ?? [];
  if (row === undefined) return null;
  const arm = armOf(store, row.texts, personId);
  return arm === null ? row : { ...row, texts: withoutHelp(row.texts, { arm, personId }) };
}

/** Null: this person sees all of it. */
export function armOf(store: ProjectStore, texts: ItemTexts, personId: PersonId): Arm | null {
  if (answersBlind(store, texts, personId)) return 'blind';
  return isControl(store, texts.item.id) ? 'control' : null;
}

/** What somebody has decided is no suggestion any more; to whoever wrote it, their blind answer is their answer. */
export function withoutHelp(
  texts: ItemTexts,
  { arm, personId }: { readonly arm: Arm; readonly personId: PersonId },
): ItemTexts {
  const { responses, reviews } = texts;
  if (arm === 'blind') {
    const own = responses.filter((response) => response.personId === personId);
    return { ...texts, suggestions: [], responses: own.map((one) => ({ ...one, blind: false })), reviews: [] };
  }
  const shown = responses.filter((one) => one.personId === personId || one.decision !== null);
  return { ...texts, suggestions: [], responses: shown, reviews };
}
