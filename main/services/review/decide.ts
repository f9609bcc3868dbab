/**
 * What a person says of an item: they write, accept, reject or skip it. Each is one step, and one response for each person
 * and item. Knows nothing of what comes next.
 */
import { updateOf } from '../../document/edit.ts';
import type { Actor, Edit, Step, StepLabel } from '../../document/edit.ts';
import type { ItemId, ResponseId, StepId, SuggestionId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import type { RejectReason, Response } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import type { ItemTexts } from '../../document/status.ts';
import type { Span } from '../../document/time.ts';
import type { ProjectStore } from '../../store/index.ts';
import { taskOf } from './task.ts';
import type { Task } from './task.ts';

export type Deciding =
  /** Still at it. A span that is left out stays as it is. */
  | { readonly do: 'write'; readonly text: string; readonly span?: Span | null }
  /** As it is shown, or with this text. */
  | { readonly do: 'accept'; readonly text?: string; readonly span?: Span | null }
  | { readonly do: 'reject'; readonly reason: RejectReason }
  | { readonly do: 'skip' };

export interface DecideWanted {
  readonly itemId: ItemId;
  readonly actor: Actor;
  readonly deciding: Deciding;
  /** The candidate that it began with; by default the one that is shown first. */
  readonly suggestionId?: SuggestionId | undefined;
  /** As `TaskWanted` has it. */
  readonly blind?: boolean;
  /** The gesture that this is a part of. */
  readonly step?: StepId;
}

const LABELS = { write: 'write', accept: 'accept', reject: 'reject', skip: 'skip' } as const satisfies Record<
  Deciding['do'],
  StepLabel
>;

/** Undefined: it says so already. Throws `nothing-to-accept`, `nothing-to-reject`, `item-unknown`. */
export function decide(store: ProjectStore, wanted: DecideWanted): Step | undefined {
  const { actor, blind = false, deciding, itemId, step, suggestionId } = wanted;
  return store.transaction(() => {
    const task = taskOf(store, { itemId, personId: actor.personId, blind });
    if (task === undefined) throw new ProblemError({ code: 'item-unknown', id: itemId });
    const edits = editsOf(store, { task, actor, said: saidIn(task, deciding), picked: suggestionId });
    if (edits.length === 0) return undefined;
    return store.write(
      { actor, label: LABELS[deciding.do], detail: itemId, ...(step !== undefined && { step }) },
      edits,
    );
  });
}

type Said = Pick<Response, 'text' | 'span' | 'decision' | 'reason'>;

function saidIn(task: Task, deciding: Deciding): Said {
  const itemId = task.item.id;
  const { text: shown, span: shownSpan } = shownBy(task);
  switch (deciding.do) {
    case 'write':
    case 'accept': {
      const { text = shown ?? '', span = shownSpan } = deciding;
      const accepted = deciding.do === 'accept';
      if (accepted && text.trim() === '' && span === null)
        throw new ProblemError({ code: 'nothing-to-accept', itemId });
      return { text, span, decision: accepted ? 'accepted' : null, reason: null };
    }
    case 'reject':
      if (shown === null) throw new ProblemError({ code: 'nothing-to-reject', itemId });
      return { text: shown, span: shownSpan, decision: 'rejected', reason: deciding.reason };
    case 'skip':
      return { text: shown ?? '', span: shownSpan, decision: 'skipped', reason: null };
  }
}

function shownBy({ own, suggestion, text, texts }: Task): { readonly text: string | null; readonly span: Span | null } {
  if (text === null) return { text, span: null };
  const standing = standingOf(texts).response;
  const from = [own, standing].find((response) => response?.text === text);
  return { text, span: from ? from.span : (suggestion?.span ?? null) };
}

interface Saying {
  readonly task: Task;
  readonly actor: Actor;
  readonly said: Said;
  readonly picked: SuggestionId | undefined;
}

function editsOf(store: ProjectStore, { task, actor, picked, said }: Saying): Edit[] {
  const { blind, own, suggestions, texts } = task;
  const candidate = suggestions.find(({ id }) => id === picked);
  const decidedAtMs = said.decision === null ? null : Date.now();
  if (own !== null && wouldStand(texts, { ...own, ...said, decidedAtMs })) {
    const now = candidate ? { ...said, suggestionId: candidate.id } : said;
    const standing = standingOf(texts);
    const returned = !blind && standing.review === 'returned' && standing.response?.id === own.id;
    if (updateOf('response', own, now) === undefined && !returned) return [];
    const afterReviewMs =
      returned && decidedAtMs !== null ? Math.max(decidedAtMs, lastReviewMs(texts) + 1) : decidedAtMs;
    const update = updateOf('response', own, { ...now, decidedAtMs: afterReviewMs });
    return update ? [update] : [];
  }
  const record: Response = {
    ...{ id: store.newId<ResponseId>(), itemId: task.item.id, personId: actor.personId, ...said },
    ...{ suggestionId: candidate?.id ?? begunWith(task), blind, decidedAtMs },
  };
  // A person has one response, and of two decisions the one that was made last stands: their earlier one makes room.
  const before = own === null ? [] : store.dependents('response', own.id);
  return [...before, { do: 'create', type: 'response', record }];
}

/** Whether a changed response would stand, as far as it is to: a blind one never does, nor what is no decision. */
function wouldStand(texts: ItemTexts, changed: Response): boolean {
  if (changed.blind || changed.decision === null || changed.decision === 'skipped') return true;
  const responses = texts.responses.map((response) => (response.id === changed.id ? changed : response));
  return standingOf({ ...texts, responses }).response?.id === changed.id;
}

function lastReviewMs({ reviews }: ItemTexts): number {
  return Math.max(0, ...reviews.map(({ madeAtMs }) => madeAtMs));
}

function begunWith({ blind, control, suggestion, text, texts }: Task): Response['suggestionId'] {
  if (blind || control) return null;
  const standing = standingOf(texts).response;
  return standing !== null && text === standing.text ? standing.suggestionId : (suggestion?.id ?? null);
}
