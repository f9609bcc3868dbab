/** How long the person is at each text, told when they turn to another. Knows no component. */
import type { ItemTexts } from '../../../main/document/status.ts';
import type { App } from '../app.svelte.ts';
import { ActiveTime } from '../review/active-time.ts';

/** Whoever only walks past was not at it. */
const LEAST_MS = 1000;

export class TimeAtTexts {
  readonly #app: App;
  #texts: ItemTexts | null = null;
  #time = new ActiveTime(performance.now());

  constructor(app: App) {
    this.#app = app;
  }

  /** Something was pressed or moved. */
  touch(): void {
    this.#time.touch(performance.now());
  }

  turnTo(texts: ItemTexts | null): void {
    if (texts?.item.id === this.#texts?.item.id) {
      this.#texts = texts;
      return;
    }
    const before = this.#texts;
    if (before !== null) this.#tell(before);
    this.#texts = texts;
    this.#time = new ActiveTime(performance.now());
  }

  #tell({ item, suggestions }: ItemTexts): void {
    const activeMs = Math.min(3_600_000, this.#time.readMs(performance.now()));
    if (activeMs < LEAST_MS || !this.#app.session.writable) return;
    const spent = { itemId: item.id, activeMs, sawSuggestion: suggestions.length > 0 };
    // It is a measure: where it cannot be kept, nobody waits for it.
    void this.#app
      .services()
      .then(async ({ texts }) => texts.spent(spent))
      .catch(() => undefined);
  }
}
