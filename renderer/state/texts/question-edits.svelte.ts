/** What a person changes in a question, until it is kept and read back. Knows no component. */
import { SvelteMap } from 'svelte/reactivity';
import type { ItemId, StepId } from '../../../main/document/ids.ts';
import type { Qa } from '../../../main/document/records.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';
import { Paced } from '../saving-paced.ts';

export type Asking = Pick<Qa, 'question' | 'form' | 'topic' | 'choices'>;

export class QuestionEdits {
  readonly #app: App;
  readonly #edits = new SvelteMap<ItemId, Asking>();
  readonly #paced = new Map<ItemId, Paced>();
  readonly #steps = new Map<ItemId, StepId>();
  /** While its fields are open nothing from elsewhere comes in their place. */
  #open: ItemId | null = null;

  constructor(app: App) {
    this.#app = app;
  }

  of(item: Qa): Asking {
    const { question, form, topic, choices } = item;
    return this.#edits.get(item.id) ?? { question, form, topic, choices };
  }

  change(item: Qa, changed: Partial<Asking>): void {
    this.#open = item.id;
    this.#edits.set(item.id, { ...this.of(item), ...changed });
    this.#pacedOf(item).changed();
  }

  compose(item: Qa, composing: boolean): void {
    this.#pacedOf(item).hold(composing);
  }

  leave(item: Qa): void {
    if (this.#open === item.id) this.#open = null;
    this.#paced.get(item.id)?.flush();
    if (!this.#app.saving.has(nameOf(item.id))) void this.#forget(item);
  }

  #pacedOf(item: Qa): Paced {
    const known = this.#paced.get(item.id);
    if (known !== undefined) return known;
    const send = async () => this.#send(item);
    const paced = new Paced({ saving: this.#app.saving, name: nameOf(item.id), send });
    this.#paced.set(item.id, paced);
    return paced;
  }

  async #send(item: Qa): Promise<void> {
    const asking = this.#edits.get(item.id);
    // Without words it is no question: what is kept stays until there are some.
    if (asking === undefined || asking.question.trim() === '') return;
    const services = await this.#app.services();
    const { question, form, topic } = asking;
    const choices = asking.choices.filter((choice) => choice.trim() !== '');
    const step = await services.texts.editQuestion({
      ...{ itemId: item.id, question, form, topic: topic ?? 'none', choices },
      step: this.#steps.get(item.id) ?? null,
    });
    if (step !== null) this.#steps.set(item.id, step);
    if (this.#edits.get(item.id) === asking) void this.#forget(item);
  }

  async #forget(item: Qa): Promise<void> {
    if (this.#open === item.id) return;
    const asking = this.#edits.get(item.id);
    this.#steps.delete(item.id);
    await this.#app
      .of(Details)
      .refresh(item.videoId)
      .catch(() => undefined);
    if (this.#edits.get(item.id) === asking && this.#open !== item.id) this.#edits.delete(item.id);
  }
}

function nameOf(itemId: ItemId): string {
  return `question:${itemId}`;
}
