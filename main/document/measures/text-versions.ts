/**
 * The texts that one response went through, as the journal has them, for `originOfWords`: each suggestion when it was
 * made, and the response at each change of its text. Knows nothing of where the journal is kept.
 */
import type { Edit, Step } from '../edit.ts';
import type { ResponseId, SuggestionId } from '../ids.ts';
import type { TextVersion } from './origin.ts';

interface Change {
  readonly step: Step;
  readonly edit: Edit;
}

/** `changes`: those of the item's suggestions and of the response, in the order in which they were made. */
export function textVersions(changes: readonly Change[], responseId: ResponseId | null): TextVersion[] {
  const versions: TextVersion[] = [];
  const placeOf = new Map<SuggestionId, number>();
  let now: { readonly text: string; readonly suggestionId: SuggestionId | null } | null = null;
  for (const { step, edit } of changes) {
    if (edit.type === 'suggestion' && edit.do === 'create' && !placeOf.has(edit.record.id)) {
      const { id, text, model } = edit.record;
      placeOf.set(id, versions.length);
      versions.push({ text, origin: 'machine', stepSeq: step.seq, by: `${model.id}@${model.version}`, from: null });
    }
    if (edit.type !== 'response' || (edit.do === 'update' ? edit.id : edit.record.id) !== responseId) continue;
    const before = now;
    now = after(edit, now);
    if (now === null || (now.text === before?.text && now.suggestionId === before.suggestionId)) continue;
    const began = now.suggestionId === null || now.suggestionId === before?.suggestionId ? null : now.suggestionId;
    const from = began === null ? null : (placeOf.get(began) ?? null);
    const last = versions.at(-1);
    // What is saved while a person types holds half words; what a gesture made of the text is what it ended with.
    if (last?.origin === 'person' && last.stepSeq === step.seq)
      versions[versions.length - 1] = { ...last, text: now.text, from: from ?? last.from };
    else versions.push({ text: now.text, origin: 'person', stepSeq: step.seq, by: step.actor.personId, from });
  }
  return versions;
}

type Current = { readonly text: string; readonly suggestionId: SuggestionId | null } | null;

function after(edit: Edit & { readonly type: 'response' }, now: Current): Current {
  if (edit.do === 'remove') return null;
  if (edit.do === 'create') return edit.record;
  if (now === null) return null;
  const { text = now.text, suggestionId = now.suggestionId } = edit.to;
  return { text, suggestionId };
}
