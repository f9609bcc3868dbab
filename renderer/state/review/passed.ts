/** The texts that were decided on lately, and whether that is kept: from then on it can be taken back. Knows no service. */
import type { QueueItem } from '../../../main/contract/index.ts';
import type { ItemId } from '../../../main/document/ids.ts';
import { idOf } from './upcoming.svelte.ts';

const REMEMBERED = 200;

interface PassedItem {
  readonly item: QueueItem;
  isKept: boolean;
}

export class Passed {
  #items: readonly PassedItem[] = [];

  /** Returns what says that it is kept. */
  add(item: QueueItem): () => void {
    const passed: PassedItem = { item, isKept: false };
    this.#items = [...this.#items.slice(1 - REMEMBERED), passed];
    return () => {
      passed.isKept = true;
    };
  }

  get beingKept(): readonly ItemId[] {
    return this.#items.filter(({ isKept }) => !isKept).map(({ item }) => idOf(item));
  }

  /** The latest of those that somebody, perhaps this person, said something of since. */
  latestOf(itemIds: ReadonlySet<ItemId | null>): QueueItem | undefined {
    return this.#items.findLast(({ item, isKept }) => isKept && itemIds.has(idOf(item)))?.item;
  }

  /** False where it is none of them any more. */
  forget(item: QueueItem): boolean {
    const before = this.#items.length;
    this.#items = this.#items.filter((passed) => passed.item !== item);
    return this.#items.length < before;
  }
}
