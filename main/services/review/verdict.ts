/** What a reviewer says of what a person decided: approved, or returned with a reason. Each is one step. */
import type { Actor, Step } from '../../document/edit.ts';
import type { ItemId, ReviewId, StepId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Review } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import type { ProjectStore } from '../../store/index.ts';

export type Judging = { readonly verdict: 'approved' } | { readonly verdict: 'returned'; readonly reason: string };

export interface JudgeWanted {
  readonly itemId: ItemId;
  readonly actor: Actor;
  readonly judging: Judging;
  /** The gesture that this is a part of. */
  readonly step?: StepId;
}

/** It holds for the text as it is. Throws `item-unknown`, `nothing-to-review`, `own-response`, `reason-missing`. */
export function judge(store: ProjectStore, { actor, itemId, judging, step }: JudgeWanted): Step {
  return store.transaction(() => {
    const texts = store.itemTexts(itemId);
    if (texts === undefined) throw new ProblemError({ code: 'item-unknown', id: itemId });
    const { response } = standingOf(texts);
    if (response === null || response.decision === null || response.decision === 'skipped') {
      throw new ProblemError({ code: 'nothing-to-review', itemId });
    }
    if (response.personId === actor.personId) throw new ProblemError({ code: 'own-response', itemId });
    const reason = judging.verdict === 'returned' ? judging.reason.trim() : null;
    if (reason === '') throw new ProblemError({ code: 'reason-missing', itemId });
    const record: Review = {
      ...{ id: store.newId<ReviewId>(), itemId, responseId: response.id, personId: actor.personId },
      ...{ verdict: judging.verdict, reason, text: response.text },
      madeAtMs: Math.max(Date.now(), response.decidedAtMs ?? 0), // by whichever clock: it is of this decision
    };
    const label = judging.verdict === 'approved' ? 'approve' : 'return';
    return store.write({ actor, label, detail: itemId, ...(step !== undefined && { step }) }, [
      { do: 'create', type: 'review', record },
    ]);
  });
}
