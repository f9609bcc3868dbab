/**
 * What the person at this window says of texts, from the key that says it until it is kept and read back: shown at once,
 * sent within 300 ms, tried again until it is there, never overwritten by what comes from elsewhere. Knows no component.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { ItemId, PersonId, ProjectId, StepId, VideoId } from '../../../main/document/ids.ts';
import type { Decision, RejectReason, Suggestion } from '../../../main/document/records.ts';
import type { ItemTexts } from '../../../main/document/status.ts';
import { problemOf } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';
import { Paced } from '../saving-paced.ts';
import { draftFrom, withDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { keepUnsaved, readUnsaved } from './unsaved.ts';

/** There is no sense in trying these again. */
const HOPELESS: readonly string[] = ['nothing-to-accept', 'nothing-to-reject', 'item-unknown'];

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
  #restored: ProjectId | null = null;
  /** The field that the caret is in. */
  typing: ItemId | null = $state(null);
  /** Typed for a text that somebody removed meanwhile. */
  readonly lost = new SvelteMap<ItemId, Draft>();

  constructor(app: App) {
    this.#app = app;
    app.session.onChange((changes) => {
      for (const { itemId } of changes) if (itemId !== null) void this.#forget(itemId as ItemId);
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

  type(texts: ItemTexts, text: string): void {
    this.#set(texts, { ...this.of(texts), text, decision: null, reason: null });
    this.#unwritten.add(texts.item.id);
    this.#pacedOf(texts.item.id).changed();
  }

  /** Takes a candidate as it is. `text`: with what stays around it. */
  pick(
    texts: ItemTexts,
    { id, span, text }: Pick<Suggestion, 'span' | 'text'> & { id: Suggestion['id'] | null },
  ): void {
    this.#set(texts, { text, span, suggestionId: id, decision: null, reason: null });
    this.#sendNow(texts.item.id);
  }

  decide(texts: ItemTexts, { decision, reason = null }: { decision: Decision; reason?: RejectReason | null }): void {
    this.#set(texts, { ...this.of(texts), decision, reason });
    this.#sendNow(texts.item.id);
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

  /** The window goes away or is hidden: what waits is sent now. */
  flush(): void {
    for (const paced of this.#paced.values()) paced.flush();
  }

  /** Sends again what a reload cut off. */
  restore(projectId: ProjectId): void {
    if (this.#restored === projectId) return;
    this.#restored = projectId;
    for (const { itemId, videoId, draft } of readUnsaved(projectId)) {
      this.#videoOf.set(itemId, videoId);
      this.#drafts.set(itemId, draft);
      this.#sendNow(itemId);
    }
  }

  get #personId(): PersonId | null {
    return this.#app.session.now?.person.id ?? null;
  }

  #set({ item }: ItemTexts, draft: Draft): void {
    this.#videoOf.set(item.id, item.videoId);
    this.#drafts.set(item.id, draft);
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

  async #write(itemId: ItemId, { text, span, suggestionId }: Draft): Promise<void> {
    const services = await this.#app.services();
    const step = this.#steps.get(itemId) ?? null;
    this.#unwritten.delete(itemId);
    let kept: StepId | null;
    try {
      kept = await services.texts.write({ itemId, text, span, suggestionId, step });
    } catch (error) {
      this.#unwritten.add(itemId);
      throw error;
    }
    if (kept !== null && this.typing === itemId) this.#steps.set(itemId, kept);
  }

  async #decide(itemId: ItemId, draft: Draft, decision: Decision): Promise<void> {
    const services = await this.#app.services();
    const { text, span, suggestionId, reason } = draft;
    if (decision === 'accepted') this.#unwritten.delete(itemId);
    else if (this.#unwritten.has(itemId)) await this.#write(itemId, draft);
    this.#steps.delete(itemId);
    await services.texts.decide({ itemId, decision, text, span, suggestionId, reason });
  }

  /** Once it is kept, and nobody is at it, what is shown is what the project holds. */
  async #forget(itemId: ItemId): Promise<void> {
    const draft = this.#drafts.get(itemId);
    if (this.typing === itemId) return;
    this.#steps.delete(itemId);
    if (draft === undefined || !this.#kept.has(draft)) return;
    const videoId = this.#videoOf.get(itemId);
    try {
      if (videoId !== undefined) await this.#app.of(Details).refresh(videoId);
    } catch {
      return; // The connection is cut; the change that comes with the next one asks again.
    }
    if (this.#drafts.get(itemId) === draft && this.typing !== itemId) this.#drafts.delete(itemId);
  }

  #remember(): void {
    const projectId = this.#app.session.open?.project.id;
    if (projectId === undefined) return;
    const unsaved = [...this.#drafts].filter(([, draft]) => !this.#kept.has(draft));
    keepUnsaved(
      projectId,
      unsaved.flatMap(([itemId, draft]) => {
        const videoId = this.#videoOf.get(itemId);
        return videoId === undefined ? [] : [{ itemId, videoId, draft }];
      }),
    );
  }
}
