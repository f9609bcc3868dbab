/**
 * Changes many texts at once: shows first what would become of them, then does it in one step.
 *
 * A person's text is changed where it stands; whose it is, and what was decided, stays as it was, and the journal says who
 * changed it. A model's suggestion is for good: what becomes of it is a response that begins with it and is not decided,
 * because whoever changes a thousand texts has not looked at each. What was rejected or skipped is left alone, and so is
 * what would become empty. A text that a reviewer approved is to be reviewed again, as after any change.
 */
import type { Replaced, ReplacePreview, TextChange } from '../../contract/replace.ts';
import type { Actor, Edit, Step } from '../../document/edit.ts';
import type { PersonId, ResponseId, StepId } from '../../document/ids.ts';
import type { Query } from '../../document/query/index.ts';
import type { Response } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import { everyItem } from '../../store/index.ts';
import type { FoundItem, ProjectStore } from '../../store/index.ts';
import { changerOf } from './text-change.ts';

export interface ReplacePlan {
  readonly query: Query;
  readonly change: TextChange;
  readonly actor: Actor;
}

/** A write is one transaction, and keeps whoever else writes waiting that long. */
const TEXTS_A_WRITE = 2000;

/** Nothing is changed. Throws `pattern-unreadable`, `pattern-too-slow`. */
export function previewReplace(
  store: ProjectStore,
  plan: ReplacePlan,
  { show }: { readonly show: number },
): ReplacePreview {
  const shown: Replaced[] = [];
  const counts = { texts: 0, changed: 0, suggestions: 0, emptied: 0, decidedAgainst: 0, blind: 0 };
  for (const { outcome, replaced } of everyOutcome(store, plan)) {
    if (outcome !== 'no-text') counts.texts++;
    if (outcome === 'emptied' || outcome === 'decidedAgainst' || outcome === 'blind') counts[outcome]++;
    if (replaced === undefined) continue;
    counts.changed++;
    if (outcome === 'suggestion') counts.suggestions++;
    if (shown.length < show) shown.push(replaced);
  }
  return { ...counts, shown };
}

/**
 * One step, undefined where nothing is to change. All of the texts are tried before any is changed. Throws as
 * `previewReplace` does.
 */
export function replaceTexts(store: ProjectStore, plan: ReplacePlan): Step | undefined {
  const { changed } = previewReplace(store, plan, { show: 0 });
  const begun = { actor: plan.actor, label: 'replace', detail: String(changed), step: store.newId<StepId>() } as const;
  const change = changerOf(plan.change);
  let step: Step | undefined;
  for (const found of inGroups(everyItem(store, plan.query), TEXTS_A_WRITE)) {
    // What is read is what is changed: nobody else can write in between.
    store.transaction(() => {
      const edits = outcomesOf(store, { ...plan, found, change }).flatMap(({ edit }) => (edit ? [edit] : []));
      if (edits.length > 0) step = store.write(begun, edits);
    });
  }
  return step;
}

interface Outcome {
  readonly outcome: 'no-text' | 'same' | 'response' | 'suggestion' | 'emptied' | 'decidedAgainst' | 'blind';
  readonly replaced?: Replaced;
  readonly edit?: Edit;
}

function* everyOutcome(store: ProjectStore, plan: ReplacePlan): Generator<Outcome> {
  const change = changerOf(plan.change);
  for (const found of inGroups(everyItem(store, plan.query), TEXTS_A_WRITE)) {
    yield* outcomesOf(store, { ...plan, found, change });
  }
}

interface Group extends Pick<ReplacePlan, 'actor'> {
  readonly found: readonly FoundItem[];
  readonly change: (texts: string[]) => string[];
}

function outcomesOf(store: ProjectStore, { actor, change, found }: Group): Outcome[] {
  const texts = found.map((item) => textOf(store, item, actor.personId));
  const after = change(texts.map((text) => text.before));
  return texts.map((text, n) => outcomeOf(store, text, after[n] ?? ''));
}

interface Text {
  readonly found: FoundItem;
  readonly before: string;
  readonly left: 'no-text' | 'decidedAgainst' | 'blind' | null;
  readonly response: Response | null;
  /** Makes a response with another text, where there is none. */
  readonly begun: Omit<Response, 'id' | 'text'> | null;
}

function textOf(store: ProjectStore, found: FoundItem, personId: PersonId): Text {
  const texts = store.itemTexts(found.itemId);
  const standing = texts && standingOf(texts);
  const none = { found, before: '', response: null, begun: null };
  if (texts === undefined || standing === undefined || standing.text === null) return { ...none, left: 'no-text' };
  const { response, suggestion, text: before } = standing;
  if (response !== null) {
    const against = response.decision === 'rejected' || response.decision === 'skipped';
    return { ...none, before, response, left: against ? 'decidedAgainst' : null };
  }
  const answersBlind =
    texts.responses.some((own) => own.personId === personId) ||
    store.list('assignment', { itemId: found.itemId }).some((own) => own.personId === personId && own.blind);
  const begun = {
    ...{ itemId: found.itemId, personId, span: suggestion?.span ?? null, decision: null, reason: null },
    ...{ suggestionId: suggestion?.id ?? null, blind: false, decidedAtMs: null },
  };
  return { ...none, before, begun, left: answersBlind ? 'blind' : null };
}

function outcomeOf(store: ProjectStore, { before, begun, found, left, response }: Text, after: string): Outcome {
  if (left === 'no-text') return { outcome: 'no-text' };
  if (after === before) return { outcome: 'same' };
  if (left !== null) return { outcome: left };
  if (after.trim() === '') return { outcome: 'emptied' };
  const { itemId, videoName, status } = found;
  const replaced = { itemId, videoName, status, before, after };
  if (response !== null) {
    const changed = { from: { text: response.text }, to: { text: after } };
    return { outcome: 'response', replaced, edit: { do: 'update', type: 'response', id: response.id, ...changed } };
  }
  if (begun === null) throw new Error(`the text of item ${itemId} is nobody's`);
  const record = { ...begun, id: store.newId<ResponseId>(), text: after };
  return { outcome: 'suggestion', replaced, edit: { do: 'create', type: 'response', record } };
}

function* inGroups<One>(all: Iterable<One>, size: number): Generator<One[]> {
  let group: One[] = [];
  for (const one of all) {
    group.push(one);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
