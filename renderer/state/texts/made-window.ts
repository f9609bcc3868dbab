/**
 * A window over services that are made for a test, typed by the contract: one video with one caption that a model wrote.
 * What is kept is seen in `response`, what was called in `calls`. Knows no test.
 */
import type { Change, DraftEvent, FollowEvent, VideoDetail } from '../../../main/contract/index.ts';
import type {
  ItemId,
  PersonId,
  ProjectId,
  ResponseId,
  StepId,
  SuggestionId,
  VideoId,
} from '../../../main/document/ids.ts';
import type { Caption, Response, Suggestion } from '../../../main/document/records.ts';
import type { ItemTexts } from '../../../main/document/status.ts';
import type { Connection, Services } from '../../connection/connection.svelte.ts';
import { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';

type Some<Area extends keyof Services> = Partial<Services[Area]>;

const videoId = 'V'.repeat(20) as VideoId;
const itemId = 'C'.repeat(20) as ItemId;
const me = 'M'.repeat(20) as PersonId;

export class MadeWindow {
  readonly app: App;
  readonly connection = { online: true, services: async () => this.#services() };
  readonly calls: [name: string, input: unknown][] = [];
  /** Thrown by the next writings, the first first. */
  readonly failures: Error[] = [];
  suggestions: readonly Suggestion[] = [suggestionOf('S', 'A blue circle.')];
  response: Response | null = null;
  /** What the model says; until a test is done with it, the stream waits. */
  stream: (signal: AbortSignal) => AsyncIterable<DraftEvent> = async function* () {};
  #steps = 0;
  #edits = 0;
  #follow: ((event: FollowEvent) => void) | undefined;

  constructor() {
    this.app = new App({ connection: this.connection as unknown as Connection, mac: false });
  }

  /** Opens the project and the video, and reads it. */
  async open(): Promise<ItemTexts> {
    await this.app.session.load();
    this.app.selection.pick({ videoId });
    this.app.of(Details).want(videoId);
    await settled();
    await settled();
    return this.texts;
  }

  /** As the window has read it. */
  get texts(): ItemTexts {
    const texts = this.app.of(Details).of(videoId)?.items[0];
    if (texts === undefined) throw new Error('it is not read yet');
    return texts;
  }

  /** Somebody else's change arrives. */
  async changed(type: Change['type'] = 'response'): Promise<void> {
    this.#edits++;
    this.#follow?.({
      event: 'changes',
      changes: [{ n: this.#edits, type, id: '', videoId, itemId, step: '' as StepId }],
    });
    await settled();
    await settled();
  }

  #services(): Services {
    const session: Some<'session'> = {
      get: async () => ({
        version: '0',
        person: { id: me, name: 'Mina', role: 'annotator' },
        open: { project: { id: 'P' as ProjectId }, path: '', readOnly: null, videos: 1, lastEdit: 0 } as never,
        ...{ start: '1', pathSeparator: '/', homeFolder: '/', samplesFolder: '/' },
      }),
      recent: async () => [],
      undoable: async () => ({ undo: null, redo: null }),
      follow: (async () => this.#following()) as unknown as Services['session']['follow'],
    };
    const texts: Some<'texts'> = {
      write: async (input) => {
        this.calls.push(['write', input]);
        this.#fail();
        const held = this.response?.text ?? null;
        const { before = held, suggestionId, text } = input;
        this.#say({ text, decision: null, reason: null, suggestionId });
        const step = input.step ?? (`STEP${++this.#steps}` as StepId);
        return { step, theirs: held === before || held === text ? null : held };
      },
      decide: async (input) => {
        this.calls.push(['decide', input]);
        this.#fail();
        const { decision, reason, suggestionId } = input;
        this.#say({ text: input.text ?? '', decision, reason, suggestionId });
        return null;
      },
    };
    const drafting: Some<'drafting'> = {
      generate: (async (input: unknown, { signal }: { signal: AbortSignal }) => {
        this.calls.push(['generate', input]);
        return this.stream(signal);
      }) as unknown as Services['drafting']['generate'],
    };
    const library: Some<'library'> = { get: async () => this.#detail() };
    return { session, texts, drafting, library } as Services;
  }

  async *#following(): AsyncGenerator<FollowEvent> {
    for (;;) yield await new Promise<FollowEvent>((resolve) => (this.#follow = resolve));
  }

  #fail(): void {
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
  }

  #say(said: Pick<Response, 'text' | 'decision' | 'reason' | 'suggestionId'>): void {
    this.#edits++;
    const id = 'R' as ResponseId;
    this.response = { id, itemId, personId: me, span: null, blind: false, decidedAtMs: null, ...said };
  }

  #detail(): VideoDetail {
    const item: Caption = {
      ...{ id: itemId, videoId, segmentId: null, flag: null, extra: null },
      kind: 'caption',
      track: 'short',
    };
    const responses = this.response === null ? [] : [this.response];
    const items: ItemTexts[] = [{ item, suggestions: this.suggestions, responses, reviews: [] }];
    return { segments: [], items, arms: {}, comments: [], lastEdit: this.#edits } as unknown as VideoDetail;
  }
}

export function suggestionOf(id: string, text: string): Suggestion {
  const doubt = null;
  return {
    id: id as SuggestionId,
    itemId,
    text,
    prompt: 'Describe it.',
    span: null,
    pieces: [],
    doubt,
    junk: null,
  } as unknown as Suggestion;
}

/** Everything that waits for nothing but what is done already. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}
