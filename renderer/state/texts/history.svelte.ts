/** What happened to the text that has the focus; read anew when more does. Knows no component. */
import type { History } from '../../../main/contract/index.ts';
import type { ItemId } from '../../../main/document/ids.ts';
import type { App } from '../app.svelte.ts';

export class TextHistory {
  readonly #app: App;
  #itemId: ItemId | null = null;
  /** Null: it is being read. */
  shown: History | null = $state.raw(null);

  constructor(app: App) {
    this.#app = app;
    app.session.onChange((changes) => {
      if (changes.some(({ itemId }) => itemId !== null && itemId === this.#itemId)) void this.#read();
    });
  }

  async show(itemId: ItemId): Promise<void> {
    if (itemId !== this.#itemId) this.shown = null;
    this.#itemId = itemId;
    await this.#read();
  }

  hide(): void {
    this.#itemId = null;
  }

  async #read(): Promise<void> {
    const itemId = this.#itemId;
    if (itemId === null) return;
    try {
      const services = await this.#app.services();
      const history = await services.texts.history({ itemId });
      if (this.#itemId === itemId) this.shown = history;
    } catch (error) {
      if (this.#app.connection.online) this.#app.report(error);
    }
  }
}
