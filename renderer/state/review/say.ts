/** Telling the services what a person decides of a text, and whether it is still to be decided. Knows no queue. */
import type { QueueItem } from '../../../main/contract/index.ts';
import type { PersonId } from '../../../main/document/ids.ts';
import type { Decision, RejectReason } from '../../../main/document/records.ts';
import { standingOf } from '../../../main/document/status.ts';
import type { ItemTexts } from '../../../main/document/status.ts';
import type { App } from '../app.svelte.ts';
import type { Answer } from './answer.svelte.ts';

export interface Decided {
  readonly decision: Decision;
  readonly reason: RejectReason | null;
}

/** The decision as it is now, to be sent now or again later. */
export function saying(app: App, answer: Answer, { decision, reason }: Decided): () => Promise<void> {
  const { item, isChanged, picked, text } = answer;
  const itemId = item.row.texts.item.id;
  const said = { itemId, suggestionId: picked?.id ?? null, span: null, blind: item.arm === 'blind' };
  return async () => {
    const { texts } = await app.services();
    // What was typed is never lost, also where it is not what is decided.
    if (decision !== 'accepted' && isChanged) await texts.write({ ...said, text, step: null });
    await texts.decide({ ...said, decision, reason, text: decision === 'accepted' ? text : null });
  };
}

/** Whether it waits for this person: nobody has approved or returned it, or they themselves have not decided. */
export function isOpen(
  texts: ItemTexts,
  { arm, personId }: { readonly arm: QueueItem['arm']; readonly personId: PersonId | undefined },
): boolean {
  if (arm === 'review') return standingOf(texts).review === null;
  const own = texts.responses.findLast((response) => response.personId === personId);
  return own === undefined || own.decision === null;
}
