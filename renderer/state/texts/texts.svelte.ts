/**
 * The texts of the video at hand: which are shown, which one has the focus, what is open at it. Knows neither how a text is
 * sent (drafts) nor how it is written by a model (generations).
 */
import type { Arm } from '../../../main/contract/index.ts';
import type { ItemId, SegmentId } from '../../../main/document/ids.ts';
import { standingOf } from '../../../main/document/status.ts';
import type { ItemTexts } from '../../../main/document/status.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';
import { Drafts } from './drafts.svelte.ts';
import type { Selected } from './generations.svelte.ts';
import { rowsOf } from './rows.ts';
import type { TextRow } from './rows.ts';

export const TEXT_TABS = ['captions', 'questions', 'history'] as const;
export type TextTab = (typeof TEXT_TABS)[number];

export type TextList = Exclude<TextTab, 'history'>;

/** What waits for a word or a digit of the person: at the text that has the focus, or at the list's end. */
export type Open = 'reasons' | 'return' | 'comment' | 'flag' | 'question' | 'ask' | 'caption';

interface Marked extends Selected {
  readonly itemId: ItemId;
  readonly text: string;
}

export class Texts {
  readonly #app: App;
  /** The tab as it was chosen, and the text that had the focus then: where another gets it, its tab is shown. */
  #chosen: { readonly tab: TextTab; readonly list: TextList; readonly itemId: ItemId | null } = $state.raw({
    ...{ tab: 'captions', list: 'captions', itemId: null },
  });
  /** Captions as fields under each other, to go through them by Tab. */
  asList = $state(false);
  /** Of the selected segment alone. */
  ofSegment = $state(false);
  open: Open | null = $state(null);
  /** Whether the focus is among the texts, so that Up and Down walk them. */
  inside = $state(false);
  #marked: Marked | null = $state.raw(null);
  readonly detail = $derived.by(() => this.#app.of(Details).current);
  readonly captions: readonly TextRow[] = $derived.by(() => this.#rows('caption'));
  readonly questions: readonly TextRow[] = $derived.by(() => this.#rows('qa'));
  /** The list that is walked: on the history's tab the one that it was opened from. */
  readonly list: TextList = $derived.by(() => this.#listShown());
  readonly tab: TextTab = $derived(this.#chosen.tab === 'history' ? 'history' : this.list);
  readonly rows: readonly TextRow[] = $derived(this.list === 'captions' ? this.captions : this.questions);
  readonly current: TextRow | null = $derived.by(() => this.#current());
  /** The words of the current text that are selected, also once its field was left. */
  readonly selected: Selected | null = $derived.by(() => {
    const [row, marked] = [this.current, this.#marked];
    if (row === null || marked === null || marked.itemId !== row.texts.item.id) return null;
    return this.#app.of(Drafts).of(row.texts).text === marked.text ? marked : null;
  });

  constructor(app: App) {
    this.#app = app;
  }

  show(tab: TextTab): void {
    const list = tab === 'history' ? this.list : tab;
    this.#chosen = { tab, list, itemId: this.#app.selection.itemId };
    this.open = null;
  }

  get currentId(): ItemId | null {
    return this.current?.texts.item.id ?? null;
  }

  /** A text, with what the person says of it and is not kept yet. */
  shown(texts: ItemTexts): ItemTexts {
    return this.#app.of(Drafts).shown(texts);
  }

  select({ texts: { item } }: TextRow): void {
    if (this.currentId === item.id && this.#app.selection.itemId === item.id) return;
    this.open = null;
    this.#app.selection.pick({ videoId: item.videoId, segmentId: item.segmentId, itemId: item.id });
  }

  /** Keys are about a text of this segment from here on: of the list that is shown, or else of the other one. */
  turnTo(segmentId: SegmentId): void {
    const isOf = ({ texts: { item } }: TextRow) => item.segmentId === segmentId;
    if (this.current === null || !isOf(this.current)) this.#app.selection.itemId = null;
    if (this.tab === 'history' || this.rows.some(isOf)) return;
    const [other, rows] =
      this.list === 'captions' ? (['questions', this.questions] as const) : (['captions', this.captions] as const);
    if (rows.some(isOf)) this.show(other);
  }

  /** Words are selected in a field; they count for as long as its text is this one. Null: none are. */
  mark(marked: Marked | null): void {
    this.#marked = marked;
  }

  /** Why this person sees less of a text than there is; null: they see all. */
  armOf(itemId: ItemId): Arm | null {
    return this.detail?.arms[itemId] ?? null;
  }

  /** The row `by` places on; null: there is none. */
  beside(by: 1 | -1): TextRow | null {
    const at = this.rows.findIndex(({ texts }) => texts.item.id === this.currentId);
    return this.rows[at === -1 ? 0 : at + by] ?? null;
  }

  /** After `current`, or from the beginning again, the first that nobody has decided on. */
  nextUndecided(): TextRow | null {
    const at = this.rows.findIndex(({ texts }) => texts.item.id === this.currentId);
    return (
      [...this.rows.slice(at + 1), ...this.rows.slice(0, Math.max(0, at))].find((row) => this.#isOpen(row)) ?? null
    );
  }

  #listShown(): TextList {
    const { itemId } = this.#app.selection;
    if (itemId === this.#chosen.itemId) return this.#chosen.list;
    const kind = this.detail?.items.find(({ item }) => item.id === itemId)?.item.kind;
    return kind === undefined ? this.#chosen.list : kind === 'caption' ? 'captions' : 'questions';
  }

  #isOpen({ texts }: TextRow): boolean {
    return ['todo', 'suggested', 'editing'].includes(standingOf(this.shown(texts)).status);
  }

  #rows(kind: 'caption' | 'qa'): readonly TextRow[] {
    const { segmentId } = this.#app.selection;
    return this.detail === null ? [] : rowsOf(this.detail, kind, this.ofSegment ? segmentId : null);
  }

  /** The one that was picked, wherever; else where work waits, so that a key acts without picking first. */
  #current(): TextRow | null {
    const { itemId, segmentId } = this.#app.selection;
    const picked = this.rows.find(({ texts }) => texts.item.id === itemId);
    if (picked !== undefined) return picked;
    const near = this.rows.filter(({ texts }) => segmentId === null || texts.item.segmentId === segmentId);
    return near.find((row) => this.#isOpen(row)) ?? near[0] ?? null;
  }
}
