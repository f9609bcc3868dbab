/**
 * The texts that come: the one that is shown and those after it, read ahead so that each is there at once. Knows neither
 * what is said of a text nor how it is shown.
 */
import type { QueueItem } from '../../../main/contract/index.ts';
import type { Queue } from '../../../main/document/queue.ts';
import type { ItemId } from '../../../main/document/ids.ts';
import { persist } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';

const AHEAD = 6;

export type ReviewOrder = 'doubt' | 'place' | 'newest';

/** Which texts, and in which order. */
export interface Asked {
  readonly queue: Queue;
  readonly order: ReviewOrder;
  readonly query: string;
}

export class Upcoming {
  readonly #app: App;
  /** What was decided and is not kept yet would come again. */
  readonly #beingKept: () => readonly ItemId[];
  #asked: Asked | null = null;
  /** The one that is shown first. */
  items: readonly QueueItem[] = $state.raw([]);
  #isAtEnd = $state(false);
  readonly state: 'reading' | 'there' | 'empty' = $derived(
    this.items.length > 0 ? 'there' : this.#isAtEnd ? 'empty' : 'reading',
  );
  #reading: Asked | null = null;

  constructor(app: App, beingKept: () => readonly ItemId[]) {
    this.#app = app;
    this.#beingKept = beingKept;
  }

  async begin(asked: Asked): Promise<void> {
    this.#asked = asked;
    this.items = [];
    this.#isAtEnd = false;
    await this.fill();
  }

  /** Reads some more where few are left. */
  async fill(): Promise<void> {
    const asked = this.#asked;
    if (asked === null || this.#reading === asked || this.items.length > AHEAD / 2) return;
    this.#reading = asked;
    try {
      const shown = [...this.items.map(idOf), ...this.#beingKept()];
      const { connection } = this.#app;
      const items = await persist(connection, async ({ review }) => review.next({ ...asked, shown, limit: AHEAD }));
      if (this.#asked !== asked) return;
      const known = new Set([...this.items.map(idOf), ...this.#beingKept()]);
      this.items = [...this.items, ...items.filter((item) => !known.has(idOf(item)))];
      this.#isAtEnd = items.length === 0;
    } catch (error) {
      if (this.#asked === asked) this.#isAtEnd = true;
      throw error;
    } finally {
      if (this.#reading === asked) this.#reading = null;
    }
  }

  /** The first is done with. */
  next(): void {
    this.items = this.items.slice(1);
  }

  /** One that was decided is to be decided again. */
  putFirst(item: QueueItem): void {
    this.items = [item, ...this.items.filter((each) => idOf(each) !== idOf(item))];
  }

  /** The first as it is now. */
  renewFirst(item: QueueItem): void {
    const [first, ...rest] = this.items;
    if (first !== undefined && idOf(first) === idOf(item)) this.items = [item, ...rest];
  }

  /** Those that somebody said something of are read again when their turn comes. */
  forgetLater(itemIds: ReadonlySet<ItemId | null> | 'all'): void {
    const [first, ...rest] = this.items;
    const left = itemIds === 'all' ? [] : rest.filter((item) => !itemIds.has(idOf(item)));
    if (first !== undefined && left.length < rest.length) this.items = [first, ...left];
  }
}

export function idOf({ row }: QueueItem): ItemId {
  return row.texts.item.id;
}
