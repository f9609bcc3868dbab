/**
 * For tests: writes items with known texts and decisions into a project, so that every measure has one right value. What a
 * test does not say is as plain as can be: one video of ten seconds, a caption, a model that is sure.
 */
import type { ItemId, PersonId, SegmentId, SuggestionId, VideoId } from '../../document/ids.ts';
import type { Edit } from '../../document/edit.ts';
import type { Caption, Qa, Response, Review, Suggestion } from '../../document/records.ts';
import { US_PER_SECOND } from '../../document/time.ts';
import type { Span } from '../../document/time.ts';
import type { ProjectStore } from '../../store/index.ts';

const MODEL = { id: 'mini', version: '1', weightsHash: 'w' };

type SuggestionPlan = Partial<Suggestion>;
type ResponsePlan = Partial<Omit<Response, 'suggestionId'>> & {
  /** Which of the item's suggestions it began with; left out: none. */
  readonly from?: number;
};

export interface ItemPlan {
  readonly videoId: VideoId;
  readonly segmentId?: SegmentId;
  readonly flag?: string;
  readonly caption?: string;
  readonly qa?: Partial<Omit<Qa, 'kind' | 'id'>>;
  readonly suggestions?: readonly SuggestionPlan[];
  readonly responses?: readonly ResponsePlan[];
  readonly verdict?: Review['verdict'];
}

/** Makes edits; `write` does all that were made since as one step. */
export class KnownProject {
  readonly store: ProjectStore;
  readonly me: PersonId;
  #edits: Edit[] = [];

  constructor(store: ProjectStore) {
    this.store = store;
    const [person] = store.list('person');
    if (person === undefined) throw new Error('a project has a person');
    this.me = person.id;
  }

  addPerson(name: string): PersonId {
    const id = this.store.newId<PersonId>();
    this.#edits.push({ do: 'create', type: 'person', record: { id, name, role: 'annotator' } });
    return id;
  }

  /** Of a root that is made with the first. `seconds` null: never probed. */
  addVideo(path: string, { seconds = 10, excluded = false, flag = null }: VideoPlan = {}): VideoId {
    const { store } = this;
    const rootId = store.list('root')[0]?.id ?? store.newId();
    const id = store.newId<VideoId>();
    if (store.get('root', rootId) === undefined) {
      this.#edits.push({ do: 'create', type: 'root', record: { id: rootId, name: 'clips', path: '/clips' } });
    }
    this.#edits.push({ do: 'create', type: 'video', record: { id, rootId, path, excluded, flag } });
    this.write();
    if (seconds !== null) {
      const facts = { ...FACTS, durationUs: seconds * US_PER_SECOND };
      store.saveFiles([
        { videoId: id, state: 'present', sizeBytes: 1, modifiedMs: 1, fingerprint: null, facts, problem: null },
      ]);
    }
    return id;
  }

  addSegment(videoId: VideoId, span: Span): SegmentId {
    const id = this.store.newId<SegmentId>();
    const record = { id, videoId, tier: 'main', ...span, origin: 'person' } as const;
    this.#edits.push({ do: 'create', type: 'segment', record });
    return id;
  }

  addItem({ videoId, segmentId, flag, caption, qa, suggestions = [], responses = [], verdict }: ItemPlan): ItemId {
    const { store } = this;
    const id = store.newId<ItemId>();
    const common = { id, videoId, segmentId: segmentId ?? null, flag: flag ?? null, extra: null };
    const item: Caption | Qa =
      qa === undefined
        ? { ...common, kind: 'caption', track: caption ?? 'short' }
        : { bankId: null, question: 'What?', form: 'open', topic: null, choices: [], ...common, kind: 'qa', ...qa };
    this.#edits.push({ do: 'create', type: 'item', record: item });
    const ids = suggestions.map((plan) => this.#addSuggestion(id, plan));
    for (const { from, ...plan } of responses) {
      const suggestionId = from === undefined ? null : (ids[from] ?? null);
      const record = { ...this.#plainResponse(id), ...plan, suggestionId };
      this.#edits.push({ do: 'create', type: 'response', record });
      if (verdict === undefined || record.blind) continue;
      const { id: responseId, text } = record;
      const review = { id: store.newId<Review['id']>(), itemId: id, responseId, personId: this.me, verdict, text };
      this.#edits.push({ do: 'create', type: 'review', record: { ...review, reason: null, madeAtMs: 3 } });
    }
    return id;
  }

  addComment(videoId: VideoId, itemId: ItemId | null): void {
    const id = this.store.newId<never>();
    const record = { id, videoId, itemId, personId: this.me, text: 'look', madeAtMs: 4 };
    this.#edits.push({ do: 'create', type: 'comment', record });
  }

  /** Undoable, as everything. */
  write(): void {
    const actor = { personId: this.me, model: null, runId: null };
    if (this.#edits.length > 0) this.store.write({ actor, label: 'import' }, this.#edits.splice(0));
  }

  #addSuggestion(itemId: ItemId, plan: SuggestionPlan): SuggestionId {
    const id = this.store.newId<SuggestionId>();
    this.#edits.push({ do: 'create', type: 'suggestion', record: { ...PLAIN_SUGGESTION, ...plan, id, itemId } });
    return id;
  }

  #plainResponse(itemId: ItemId): Response {
    const plain = { text: '', span: null, decision: 'accepted', reason: null, blind: false, decidedAtMs: 2 } as const;
    return { ...plain, id: this.store.newId(), itemId, personId: this.me, suggestionId: null };
  }
}

interface VideoPlan {
  readonly seconds?: number | null;
  readonly excluded?: boolean;
  readonly flag?: string | null;
}

const FACTS = {
  width: 320,
  height: 240,
  averageFps: 10,
  frameCount: 100,
  variableFrameRate: false,
  codec: 'h264',
  hasAudio: false,
  warnings: [],
};

const PLAIN_SUGGESTION: Omit<Suggestion, 'id' | 'itemId'> = {
  text: '',
  question: null,
  span: null,
  model: MODEL,
  runId: null,
  recipe: null,
  prompt: 'Describe.',
  frames: { indices: [0], timesUs: [0] },
  sampling: { kind: 'greedy', maxNewTokens: 64 },
  pieces: [],
  stop: 'stop-token',
  doubt: null,
  junk: null,
  outsideWorld: null,
  seeded: false,
  seconds: 1,
  madeAtMs: 1,
};

/** A report without its queries: what is behind each number is for a test of its own. */
export function numbersOf<Value>(value: Value): unknown {
  if (Array.isArray(value)) return value.map(numbersOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (key === 'query' ? [] : [[key, numbersOf(part)]])),
  );
}
