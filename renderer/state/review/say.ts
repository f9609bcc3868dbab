/** Telling the services what a person decides of a text, and whether it is still to be decided. Knows no queue. */
import type { QueueItem } from '../../../main/contract/index.ts';
import type { PersonId } from '../../../main/document/ids.ts';
import type { Decision, RejectReason } from '../../../main/document/records.ts';
import { standingOf } from '../../../main/document/status.ts';
import type { App } from '../app.svelte.ts';
import type { Answer } from './answer.svelte.ts';

export interface Decided {
  readonly decision: Decision;
  readonly reason: RejectReason | null;
}

/** What every call says of it. Another candidate brings its own evidence along; else that stays which stands. */
export function saidOf({ item, picked, standing }: Answer) {
  const isOther = picked !== null && picked.id !== standing.suggestion?.id;
  return {
    itemId: item.row.texts.item.id,
    suggestionId: picked?.id ?? null,
    span: isOther ? (picked.span ?? ('none' as const)) : null,
    blind: item.arm === 'blind',
  };
}

/** The decision as it is now, to be sent now or again later. */
export function saying(app: App, answer: Answer, { decision, reason }: Decided): () => Promise<void> {
  const { isChanged, text } = answer;
  const said = saidOf(answer);
  return async () => {
    const { texts } = await app.services();
    // What was typed is never lost, also where it is not what is decided.
    if (decision !== 'accepted' && isChanged) await texts.write({ ...said, text, step: null });
    await texts.decide({ ...said, decision, reason, text: decision === 'accepted' ? text : null });
  };
}

/** Whether it waits for this person: it is not reviewed, or they have not decided on it as it is. */
export function isOpen({ arm, row: { texts } }: QueueItem, personId: PersonId | undefined): boolean {
  const { response, review } = standingOf(texts);
  if (arm === 'review') return review === null && response !== null && response.decision !== null;
  const own = texts.responses.findLast((one) => one.personId === personId);
  if (own === undefined || own.decision === null) return true;
  return review === 'returned' && response?.id === own.id;
}
