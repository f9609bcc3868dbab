/**
 * The edits that give an item what a record says of it: as a person's word, as a suggestion, or as the record itself tells
 * who made it. Knows nothing of files and videos.
 */
import type { ImportAs } from '../../contract/datasets.ts';
import type { Edit } from '../../document/edit.ts';
import { updateOf } from '../../document/edit.ts';
import type { PersonId, ResponseId, ReviewId, RunId, SuggestionId } from '../../document/ids.ts';
import type { Response, Suggestion } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import type { ItemTexts } from '../../document/status.ts';
import { textOf } from '../../formats/index.ts';
import type { DatasetPerson, DatasetRecord, SuggestedOrigin } from '../../formats/index.ts';
import type { ProjectStore } from '../../store/index.ts';

export interface Importing {
  readonly store: ProjectStore;
  readonly as: ImportAs;
  /** Whether what a person has decided otherwise is replaced. */
  readonly overwrite: boolean;
  readonly personId: PersonId;
  readonly format: string;
  readonly nowMs: number;
  /** The person of the project that the record means; makes one where there is none. */
  readonly person: (person: DatasetPerson) => { readonly id: PersonId; readonly edits: readonly Edit[] };
}

export interface TextEdits {
  readonly edits: readonly Edit[];
  /** Whether something else that a person decided was left as it is. */
  readonly kept: boolean;
}

/** `texts`: what the item has; without anything where it is new. */
export function textEdits(importing: Importing, record: DatasetRecord, texts: ItemTexts): TextEdits {
  const text = textOf(record);
  const { origin, status } = record;
  if (importing.as === 'given' && (origin.suggestion ?? origin.response) !== null)
    return given(importing, record, texts);
  if (text === null || text === '') return { edits: [], kept: false };
  if (importing.as === 'suggestion' || (importing.as === 'given' && status === 'suggested')) {
    const suggested = suggestion(importing, texts, unknownOrigin(importing, text, evidenceOf(record)));
    return { edits: suggested.edits, kept: false };
  }
  return response(importing, texts, {
    personId: importing.personId,
    text,
    span: evidenceOf(record),
    decision: 'accepted',
    reason: null,
    suggestionId: null,
    decidedAtMs: importing.nowMs,
  });
}

function given(importing: Importing, { origin }: DatasetRecord, texts: ItemTexts): TextEdits {
  const suggested = origin.suggestion && suggestion(importing, texts, origin.suggestion);
  const edits: Edit[] = [...(suggested?.edits ?? [])];
  if (origin.response === null) return { edits, kept: false };
  const { person, fromSuggestion, ...said } = origin.response;
  const by = importing.person(person);
  const suggestionId = fromSuggestion ? (suggested?.id ?? null) : null;
  const answer = response(importing, texts, { ...said, personId: by.id, suggestionId });
  if (answer.edits.length > 0) edits.push(...by.edits, ...answer.edits);
  const { review } = origin;
  if (review !== null && answer.id !== null) {
    const reviewer = importing.person(review.person);
    edits.push(...reviewer.edits, {
      do: 'create',
      type: 'review',
      record: {
        id: importing.store.newId<ReviewId>(),
        itemId: texts.item.id,
        responseId: answer.id,
        personId: reviewer.id,
        verdict: review.verdict,
        reason: review.reason,
        text: said.text,
        madeAtMs: review.madeAtMs,
      },
    });
  }
  return { edits, kept: answer.kept };
}

/** The suggestion that says this, or a new one. */
function suggestion(
  { store }: Importing,
  { item, suggestions }: ItemTexts,
  { run, ...said }: SuggestedOrigin,
): { readonly id: SuggestionId; readonly edits: readonly Edit[] } {
  const isSame = (one: Suggestion): boolean =>
    one.text === said.text && one.model.id === said.model.id && one.model.weightsHash === said.model.weightsHash;
  const there = suggestions.find(isSame);
  if (there) return { id: there.id, edits: [] };
  // A run is a run of the project it ran in, where the probabilities of the pieces stayed too.
  const runId = run === null || !store.run(run as RunId) ? null : (run as RunId);
  const record: Suggestion = { ...said, id: store.newId<SuggestionId>(), itemId: item.id, runId, pieces: [] };
  return { id: record.id, edits: [{ do: 'create', type: 'suggestion', record }] };
}

type Said = Omit<Response, 'id' | 'itemId' | 'blind'>;

/** `id`: of the response that was made or changed; null: there was nothing to do. */
function response(
  { store, overwrite }: Importing,
  texts: ItemTexts,
  said: Said,
): TextEdits & { readonly id: ResponseId | null } {
  const { item, responses } = texts;
  const standing = standingOf(texts).response;
  if (standing && says(standing, said)) return { edits: [], kept: false, id: null };
  if (standing !== null && standing.decision !== null && !overwrite) return { edits: [], kept: true, id: null };
  const own = responses.find(({ personId, blind }) => personId === said.personId && !blind);
  if (own && own.id === standing?.id) {
    const edit = updateOf('response', own, said);
    return { edits: edit ? [edit] : [], kept: false, id: own.id };
  }
  // The last one made is the one that stands, and each person has one.
  const removals = own ? store.dependents('response', own.id) : [];
  const record: Response = { ...said, id: store.newId<ResponseId>(), itemId: item.id, blind: false };
  return { edits: [...removals, { do: 'create', type: 'response', record }], kept: false, id: record.id };
}

function says(response: Response, { text, span, decision }: Said): boolean {
  return (
    response.text === text && response.decision === decision && JSON.stringify(response.span) === JSON.stringify(span)
  );
}

function evidenceOf({ content }: DatasetRecord): SuggestedOrigin['span'] {
  return content.kind === 'qa' ? content.evidence : null;
}

function unknownOrigin({ format, nowMs }: Importing, text: string, span: SuggestedOrigin['span']): SuggestedOrigin {
  return {
    text,
    question: null,
    span,
    model: { id: 'import', version: format, weightsHash: '' },
    run: null,
    recipe: null,
    prompt: '',
    frames: { indices: [], timesUs: [] },
    sampling: { kind: 'greedy', maxNewTokens: 0 },
    stop: 'stop-token',
    doubt: null,
    junk: null,
    outsideWorld: null,
    seeded: false,
    seconds: 0,
    madeAtMs: nowMs,
  };
}

/** Of an item that is not there yet. */
export function nothingYet(item: ItemTexts['item']): ItemTexts {
  return { item, suggestions: [], responses: [], reviews: [] };
}
