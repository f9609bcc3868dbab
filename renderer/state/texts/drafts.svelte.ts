/**
 * What the person at this window says of texts, from the key that says it until it is kept and read back: shown at once,
 * sent within 300 ms, tried again until it is there, never overwritten by what comes from elsewhere. Knows no component.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { ItemId, PersonId, ProjectId, StepId, VideoId } from '../../../main/document/ids.ts';
import type { Decision, RejectReason } from '../../../main/document/records.ts';
import type { ItemTexts } from '../../../main/document/status.ts';
import type { Span } from '../../../main/document/time.ts';
import { problemOf } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';
import { Paced } from '../saving-paced.ts';
import { draftFrom, ownOf, withDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { keepUnsaved, leaveUnsaved, readUnsaved, takeLeft } from './unsaved.ts';
import type { Unsaved } from './unsaved.ts';

/** There is no sense in trying these again. */
const HOPELESS: readonly string[] = ['nothing-to-accept', 'nothing-to-reject', 'item-unknown'];

/** What takes the place of the words in a field: a candidate, or a choice. */
export interface Picked extends Pick<Draft, 'text' | 'span'> {
  readonly id: Draft['suggestionId'];
  readonly step?: StepId | null;
}

export class Drafts {
  readonly #app: App;
  readonly #drafts = new SvelteMap<ItemId, Draft>();
  readonly #videoOf = new Map<ItemId, VideoId>();
  readonly #kept = new WeakSet<Draft>();
  /** Typed and not sent: a decision that says nothing of the words must not be in their place. */
  readonly #unwritten = new Set<ItemId>();
  readonly #paced = new Map<ItemId, Paced>();
  /** Of each visit to a field, so that it is undone as one. */
  readonly #steps = new Map<ItemId, StepId>();
  /** This person's words as the project held them when they were last heard of; null: there were none. */
  readonly #held = new Map<ItemId, string | null>();
  readonly #begunBy = new WeakMap<Draft, StepId>();
  #restored: ProjectId | null = null;
  /** The field that the caret is in. */
  typing: ItemId | null = $state(null);
  /** What another window or process made of a text while it was typed here: both stay until the person has chosen. */
  readonly theirs = new SvelteMap<ItemId, string>();
  /** Typed for a text that somebody removed meanwhile. */
  readonly lost = new SvelteMap<ItemId, Draft>();

  constructor(app: App) {
    this.#app = app;
    app.session.onChange((changes) => {
      for (const { itemId } of changes) if (itemId !== null) void this.#follow(itemId as ItemId);
    });
  }

  /** The texts of an item as this person sees them. */
  shown(texts: ItemTexts): ItemTexts {
    const draft = this.#drafts.get(texts.item.id);
    return draft === undefined || this.#personId === null ? texts : withDraft(texts, draft, this.#personId);
  }

  /** What is in its field. */
  of(texts: ItemTexts): Draft {
    return this.#drafts.get(texts.item.id) ?? draftFrom(texts, this.#personId);
  }

  /** The last thing this person said of it that the project may not show yet. */
  said(itemId: ItemId): Draft | undefined {
    return this.#drafts.get(itemId);
  }

  type(texts: ItemTexts, text: string): void {
    this.#set(texts, { ...this.of(texts), text, decision: null, reason: null });
    this.#unwritten.add(texts.item.id);
    this.#pacedOf(texts.item.id).changed();
  }

  /** Takes a candidate as it is. `step`: the one that made it, so that both are undone as one. */
  pick(texts: ItemTexts, { id, span, text, step = null }: Picked): void {
    const draft = { text, span, suggestionId: id, decision: null, reason: null };
    if (step !== null) this.#begunBy.set(draft, step);
    this.#say(texts, draft);
  }

  /** Where in the video the answer is seen; null: nowhere in particular. */
  setEvidence(texts: ItemTexts, span: Span | null): void {
    this.#say(texts, { ...this.of(texts), span, decision: null, reason: null });
  }

  decide(texts: ItemTexts, { decision, reason = null }: { decision: Decision; reason?: RejectReason | null }): void {
    this.#say(texts, { ...this.of(texts), decision, reason });
  }

  /** Of what was typed here and what came from elsewhere, one stands; the other is in the history. */
  choose(texts: ItemTexts, which: 'mine' | 'theirs'): void {
    const theirs = this.theirs.get(texts.item.id);
    const draft = this.of(texts);
    if (theirs !== undefined) this.#say(texts, which === 'mine' ? { ...draft } : { ...draft, text: theirs });
  }

  enter(itemId: ItemId): void {
    this.typing = itemId;
  }

  leave(itemId: ItemId): void {
    if (this.typing === itemId) this.typing = null;
    this.#paced.get(itemId)?.flush();
    void this.#forget(itemId);
  }

  /** An input method began or ended. */
  compose(itemId: ItemId, composing: boolean): void {
    this.#pacedOf(itemId).hold(composing);
  }

  /** The page goes: what cannot be sent waits for the next one of this browser. */
  part(): void {
    const { connection, session } = this.#app;
    const { open, now } = session;
    if (!connection.online && open !== null && now !== null) {
      leaveUnsaved({ projectId: open.project.id, personId: now.person.id }, this.#unsaved());
    }
  }

  /** Sends again what a reload, or the end of a window that was cut off, kept from being sent. */
  restore(projectId: ProjectId): void {
    if (this.#restored === projectId) return;
    this.#restored = projectId;
    const left = this.#personId === null ? [] : takeLeft({ projectId, personId: this.#personId });
    // Of one text, what this window itself has typed is the newer.
    for (const { itemId, videoId, draft, held } of [...left, ...readUnsaved(projectId)]) {
      this.#videoOf.set(itemId, videoId);
      this.#held.set(itemId, held);
      this.#drafts.set(itemId, draft);
      this.#sendNow(itemId);
    }
    this.#remember();
  }

  get #personId(): PersonId | null {
    return this.#app.session.now?.person.id ?? null;
  }

  /** It is said, and sent, at once; nothing else is waited for. */
  #say(texts: ItemTexts, draft: Draft): void {
    this.theirs.delete(texts.item.id);
    this.#set(texts, draft);
    this.#sendNow(texts.item.id);
  }

  #set(texts: ItemTexts, draft: Draft): void {
    const { id: itemId, videoId } = texts.item;
    if (!this.#drafts.has(itemId)) this.#held.set(itemId, ownOf(texts, this.#personId)?.text ?? null);
    this.#videoOf.set(itemId, videoId);
    this.#drafts.set(itemId, draft);
    this.#remember();
  }

  #sendNow(itemId: ItemId): void {
    this.#pacedOf(itemId).changed();
    this.#pacedOf(itemId).flush();
  }

  #pacedOf(itemId: ItemId): Paced {
    const known = this.#paced.get(itemId);
    if (known !== undefined) return known;
    const { saving } = this.#app;
    const paced = new Paced({ saving, name: `text:${itemId}`, send: async () => this.#send(itemId) });
    this.#paced.set(itemId, paced);
    return paced;
  }

  async #send(itemId: ItemId): Promise<void> {
    const draft = this.#drafts.get(itemId);
    if (draft === undefined || this.#kept.has(draft)) return;
    try {
      await (draft.decision === null ? this.#write(itemId, draft) : this.#decide(itemId, draft, draft.decision));
    } catch (error) {
      if (!HOPELESS.includes(problemOf(error)?.code ?? '')) throw error;
      this.#app.report(error);
      if (problemOf(error)?.code === 'item-unknown') this.lost.set(itemId, draft);
      this.#drafts.delete(itemId);
    }
    this.#kept.add(draft);
    this.#remember();
    void this.#forget(itemId);
  }

  async #write(itemId: ItemId, draft: Draft): Promise<void> {
    const services = await this.#app.services();
    const { text, span, suggestionId } = draft;
    const step = this.#begunBy.get(draft) ?? this.#steps.get(itemId) ?? null;
    this.#unwritten.delete(itemId);
    const before = this.#held.get(itemId);
    try {
      const said = { itemId, text, span: span ?? ('none' as const), suggestionId, step };
      const written = await services.texts.write({ ...said, ...(before !== undefined && { before }) });
      this.#held.set(itemId, text);
      if (written.theirs !== null) this.theirs.set(itemId, written.theirs);
      if (written.step !== null && this.typing === itemId) this.#steps.set(itemId, written.step);
    } catch (error) {
      this.#unwritten.add(itemId);
      throw error;
    }
  }

  async #decide(itemId: ItemId, draft: Draft, decision: Decision): Promise<void> {
    const services = await this.#app.services();
    const { text, span, suggestionId, reason } = draft;
    if (decision === 'accepted') this.#unwritten.delete(itemId);
    else if (this.#unwritten.has(itemId)) await this.#write(itemId, draft);
    this.#steps.delete(itemId);
    await services.texts.decide({ itemId, decision, text, span: span ?? 'none', suggestionId, reason });
    this.#held.set(itemId, text);
  }

  /** Something was said of a text by whomever: also by this window, whose own words are what is held then. */
  async #follow(itemId: ItemId): Promise<void> {
    const draft = this.#drafts.get(itemId);
    if (draft === undefined || this.typing !== itemId) return this.#forget(itemId);
    // What is on its way is told about theirs when it arrives.
    if (!this.#kept.has(draft)) return;
    await this.#refresh(itemId).catch(() => undefined);
    const texts = this.#app.of(Details).current?.items.find(({ item }) => item.id === itemId);
    if (texts === undefined || this.#drafts.get(itemId) !== draft) return;
    const { text } = draftFrom(texts, this.#personId);
    this.#held.set(itemId, ownOf(texts, this.#personId)?.text ?? null);
    if (text !== draft.text) this.theirs.set(itemId, text);
  }

  /** Once it is kept, and nobody is at it, what is shown is what the project holds. */
  async #forget(itemId: ItemId): Promise<void> {
    const draft = this.#drafts.get(itemId);
    if (this.typing === itemId) return;
    this.#steps.delete(itemId);
    if (draft === undefined || !this.#kept.has(draft) || this.theirs.has(itemId)) return;
    try {
      await this.#refresh(itemId);
    } catch {
      return; // The connection is cut; the change that comes with the next one asks again.
    }
    if (this.#drafts.get(itemId) === draft && this.typing !== itemId) this.#drafts.delete(itemId);
  }

  async #refresh(itemId: ItemId): Promise<void> {
    const videoId = this.#videoOf.get(itemId);
    if (videoId !== undefined) await this.#app.of(Details).refresh(videoId);
  }

  #remember(): void {
    const projectId = this.#app.session.open?.project.id;
    if (projectId !== undefined) keepUnsaved(projectId, this.#unsaved());
  }

  #unsaved(): Unsaved[] {
    return [...this.#drafts].flatMap(([itemId, draft]) => {
      const videoId = this.#videoOf.get(itemId);
      if (this.#kept.has(draft) || videoId === undefined) return [];
      return [{ itemId, videoId, draft, held: this.#held.get(itemId) ?? null }];
    });
  }
}
