/**
 * What a model is writing for a text at the moment: it streams into the field, and what was written when it is stopped
 * stays. Knows no component.
 */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { DraftEvent } from '../../../main/contract/index.ts';
import type { ItemId } from '../../../main/document/ids.ts';
import { sameText } from '../../../main/document/status.ts';
import type { ItemTexts } from '../../../main/document/status.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';
import { Drafts } from './drafts.svelte.ts';
import type { Picked } from './drafts.svelte.ts';
import { suggestionMade } from './suggestion-made.ts';

export interface Outside {
  readonly score: number;
  readonly threshold: number;
}

/** Words of a text, `from` to `to`, that are to be written anew. */
export interface Selected {
  readonly from: number;
  readonly to: number;
}

export interface Asked {
  /** Null: all of it. */
  readonly selected?: Selected | null;
  /** A further candidate, which takes the place of nothing. */
  readonly another?: boolean;
  readonly anyway?: boolean;
}

export interface Generation {
  readonly asked: Asked;
  /** As it stands in the field; null: nothing is written yet, so what was there stays. */
  readonly text: string | null;
  readonly phase: 'waiting' | 'writing' | 'stopped' | 'outside';
  /** Not null: the model does not know this kind of video, so it wrote nothing. */
  readonly outside: Outside | null;
}

interface Running {
  readonly controller: AbortController;
  readonly texts: ItemTexts;
  /** So far, with what it began with. */
  written: string;
  /** What stays after the words that are written anew. */
  readonly end: string;
}

export class Generations {
  readonly #app: App;
  readonly #shown = new SvelteMap<ItemId, Generation>();
  /** What was written last was there before. */
  readonly #same = new SvelteSet<ItemId>();
  readonly #running = new Map<ItemId, Running>();

  constructor(app: App) {
    this.#app = app;
  }

  of(itemId: ItemId): Generation | null {
    return this.#shown.get(itemId) ?? null;
  }

  /** Whether the model had nothing new to say when it was asked last. */
  wroteSame(itemId: ItemId): boolean {
    return this.#same.has(itemId);
  }

  isWriting(itemId: ItemId): boolean {
    const phase = this.#shown.get(itemId)?.phase;
    return phase === 'waiting' || phase === 'writing';
  }

  get any(): boolean {
    return [...this.#shown.values()].some(({ phase }) => phase === 'waiting' || phase === 'writing');
  }

  /** Resolves when it is written and read back. */
  async generate(texts: ItemTexts, asked: Asked = {}): Promise<void> {
    const { id: itemId } = texts.item;
    this.#running.get(itemId)?.controller.abort();
    this.#same.delete(itemId);
    const { selected = null, another = false, anyway = false } = asked;
    const now = this.#app.of(Drafts).of(texts).text;
    const begin = selected === null ? '' : now.slice(0, selected.from);
    const end = selected === null ? '' : now.slice(selected.to);
    const running: Running = { controller: new AbortController(), texts, written: begin, end };
    this.#running.set(itemId, running);
    this.#shown.set(itemId, { asked, text: null, phase: 'waiting', outside: null });
    try {
      const services = await this.#app.services();
      const stream = await services.drafting.generate(
        {
          ...{ itemId, prompt: promptOf(texts), begin, end, anyway },
          // Asked again in the same way it would write the same again.
          seed: another || now !== '' ? Math.floor(Math.random() * 2 ** 31) : null,
          maxWords: selected === null ? null : wordCount(now.slice(selected.from, selected.to)),
        },
        { signal: running.controller.signal },
      );
      for await (const event of stream) {
        if (this.#running.get(itemId) !== running) return;
        await this.#take(event, running);
      }
    } catch (error) {
      if (!running.controller.signal.aborted) this.#app.report(error);
    }
    if (this.#running.get(itemId) !== running) return;
    this.#running.delete(itemId);
    if (this.#shown.get(itemId)?.phase !== 'outside') await this.#keepStopped(running);
  }

  /** What is there stays. */
  stop(itemId: ItemId): void {
    this.#running.get(itemId)?.controller.abort();
  }

  stopAll(): void {
    for (const { controller } of this.#running.values()) controller.abort();
  }

  /** The person types: from now on the words are theirs. */
  giveWay(itemId: ItemId): void {
    this.#running.get(itemId)?.controller.abort();
    this.#running.delete(itemId);
    this.#shown.delete(itemId);
    this.#same.delete(itemId);
  }

  async #take(event: DraftEvent, running: Running): Promise<void> {
    const { id: itemId } = running.texts.item;
    const shown = this.#shown.get(itemId);
    if (shown === undefined) return;
    switch (event.event) {
      case 'piece':
        running.written += event.text;
        this.#shown.set(itemId, { ...shown, text: running.written + running.end, phase: 'writing' });
        return;
      case 'kept':
        return this.#settle(running, { ...event.suggestion, step: event.step });
      case 'nothing':
        this.#end(running);
        return;
      case 'outside': {
        const { score, threshold } = event;
        this.#shown.set(itemId, { ...shown, text: null, phase: 'outside', outside: { score, threshold } });
        return;
      }
    }
  }

  /** It was cut off by the person, or the connection was: what arrived is kept, as the services kept it if they did. */
  async #keepStopped(running: Running): Promise<void> {
    const { item, suggestions } = running.texts;
    const shown = this.#shown.get(item.id);
    if (shown === undefined) return;
    if (shown.phase === 'waiting' || shown.asked.another === true) return this.#end(running);
    this.#shown.set(item.id, { ...shown, phase: 'stopped' });
    const made = await suggestionMade(this.#app, { item, known: new Set(suggestions.map(({ id }) => id)) });
    if (this.#shown.get(item.id)?.phase !== 'stopped') return;
    await this.#settle(running, made ?? { id: null, text: running.written + running.end, span: null });
  }

  /** Where another text would be shown, because there is one of a person or a better one, the person takes this one; not over what they say meanwhile. */
  async #settle(running: Running, made: Picked): Promise<void> {
    const { item, suggestions } = running.texts;
    if (suggestions.some(({ text }) => sameText(text, made.text))) this.#same.add(item.id);
    const drafts = this.#app.of(Drafts);
    const details = this.#app.of(Details);
    const said = drafts.said(item.id);
    try {
      await details.refresh(item.videoId);
    } catch {
      // What is shown stays; it is read again when the connection is back.
    }
    const asked = this.#shown.get(item.id)?.asked;
    const now = details.of(item.videoId)?.items.find((each) => each.item.id === item.id) ?? running.texts;
    const since = drafts.said(item.id);
    const isWanted = asked?.another !== true && made.text.trim() !== '' && (since === undefined || since === said);
    if (isWanted && drafts.of(now).text !== made.text) {
      drafts.pick(now, { ...made, span: made.span ?? drafts.of(now).span });
    }
    this.#end(running);
  }

  #end({ texts }: Running): void {
    this.#running.delete(texts.item.id);
    this.#shown.delete(texts.item.id);
  }
}

/** As the caption was asked for before: its track's own words. A question is asked as it stands. */
function promptOf({ item, suggestions }: ItemTexts): string | null {
  if (item.kind === 'qa') return null;
  return suggestions.findLast(({ prompt }) => prompt !== '')?.prompt ?? null;
}

function wordCount(text: string): number {
  return Math.max(1, text.trim().split(/\s+/u).length);
}
