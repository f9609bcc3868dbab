/** Keeps what is typed of one text while it is typed, undecided: one step, however many keys. Knows no queue. */
import type { StepId } from '../../../main/document/ids.ts';
import type { App } from '../app.svelte.ts';
import { Paced } from '../saving-paced.ts';
import type { Answer } from './answer.svelte.ts';
import { saidOf } from './say.ts';
import { idOf } from './upcoming.svelte.ts';

export class Typed {
  readonly answer: Answer;
  readonly #app: App;
  readonly #paced: Paced;
  #isOver = false;
  #step: StepId | null = null;

  constructor(app: App, answer: Answer) {
    this.#app = app;
    this.answer = answer;
    this.#paced = new Paced({ saving: app.saving, name: this.#name, send: async () => this.#send() });
  }

  changed(): void {
    this.#paced.changed();
  }

  /** An input method began or ended. */
  compose(composing: boolean): void {
    this.#paced.hold(composing);
  }

  /** The decision says the words: what waits to be sent is not. */
  end(): void {
    this.#isOver = true;
    this.#app.saving.drop(this.#name);
  }

  get #name(): string {
    return `text:${idOf(this.answer.item)}`;
  }

  async #send(): Promise<void> {
    if (this.#isOver) return;
    const { texts } = await this.#app.services();
    const { step } = await texts.write({ ...saidOf(this.answer), text: this.answer.text, step: this.#step });
    this.#step = step;
  }
}
