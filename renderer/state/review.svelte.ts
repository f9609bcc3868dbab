/**
 * The review queue: one text after the other, the next ones read ahead so that they are there at once; decisions are kept
 * while one goes on. What is taken back is shown again. Knows services and the stage, and no component.
 */
import type { Change, Queue, QueueCounts, QueueItem } from '../../main/contract/index.ts';
import type { ItemId } from '../../main/document/ids.ts';
import { REJECT_REASONS } from '../../main/document/records.ts';
import type { RejectReason, Verdict } from '../../main/document/records.ts';
import type { App } from './app.svelte.ts';
import { Details } from './details.svelte.ts';
import { keep, kept } from './kept.ts';
import { Playback } from './playback.svelte.ts';
import { ActiveTime } from './review/active-time.ts';
import { Answer } from './review/answer.svelte.ts';
import { framesSeen } from './review/frames-seen.ts';
import { Pace } from './review/pace.ts';
import { isOpen, saying } from './review/say.ts';
import type { Decided } from './review/say.ts';
import { Paced } from './saving-paced.ts';

const AHEAD = 6;
const REMEMBERED = 200;
export type ReviewOrder = 'doubt' | 'place' | 'newest';

interface Passed {
  readonly item: QueueItem;
  /** Whether what was said of it is kept: from then on it can be taken back. */
  isKept: boolean;
}

export class Review {
  readonly #app: App;
  #queue: Queue = $state(kept('reviewQueue', isQueue) ?? 'decide');
  order: ReviewOrder = $state('doubt');
  /** The one that is shown, then those that come. */
  #items: readonly QueueItem[] = $state.raw([]);
  /** Null: nothing is left, or it is not read yet. */
  answer: Answer | null = $state.raw(null);
  state: 'reading' | 'there' | 'empty' = $state('reading');
  counts: QueueCounts | null = $state.raw(null);
  /** Null: too few were done to tell. */
  perMinute: number | null = $state(null);
  readonly next: QueueItem | null = $derived(this.#items[1] ?? null);
  /** How many things a digit can pick now. */
  readonly offered: number = $derived.by(() => {
    const { answer } = this;
    if (answer === null) return 0;
    if (answer.asking === 'reject') return REJECT_REASONS.length;
    return answer.choices.length > 0
      ? answer.choices.length
      : answer.candidates.length > 1
        ? answer.candidates.length
        : 0;
  });
  readonly #pace = new Pace();
  #passed: Passed[] = [];
  #time = new ActiveTime(0);
  #begun = 0;
  #filling = false;

  constructor(app: App) {
    this.#app = app;
    app.session.listen({ changed: (changes) => void this.#follow(changes) });
  }

  get queue(): Queue {
    return this.#queue;
  }
  set queue(queue: Queue) {
    this.#queue = queue;
    keep('reviewQueue', queue);
  }

  /** What is reviewed: a start is needed whenever it is another. */
  get of(): string {
    return JSON.stringify([this.#app.session.open?.path, this.#queue, this.order, this.#app.query]);
  }

  async start(): Promise<void> {
    this.#begun++;
    this.#items = [];
    this.answer = null;
    this.state = 'reading';
    await Promise.all([this.#fill(), this.#count()]);
  }

  /** Something was pressed or moved, or plays: the person is at it. */
  touch(): void {
    this.#time.touch(performance.now());
  }

  /** Keeps what was typed, undecided. */
  write(text: string): void {
    const { answer } = this;
    if (answer === null) return;
    answer.text = text;
    this.#typed(answer).changed();
  }

  /** False: there is nothing to accept yet. */
  accept(): boolean {
    const { answer } = this;
    if (answer === null || answer.isEmpty) {
      if (answer !== null) answer.editing = true;
      return false;
    }
    this.#decide(answer, { decision: 'accepted', reason: null });
    return true;
  }

  reject(reason: RejectReason): void {
    if (this.answer !== null) this.#decide(this.answer, { decision: 'rejected', reason });
  }

  skip(): void {
    if (this.answer !== null) this.#decide(this.answer, { decision: 'skipped', reason: null });
  }

  review(verdict: Verdict, reason: string | null): void {
    const { answer } = this;
    if (answer === null) return;
    const items = { itemIds: [idOf(answer.item)] };
    this.#pass(answer, async () => (await this.#app.services()).texts.review({ items, verdict, reason }));
  }

  #decide(answer: Answer, decided: Decided): void {
    this.#app.saving.drop(`text:${idOf(answer.item)}`);
    this.#pass(answer, saying(this.#app, answer, decided));
  }

  /** Goes on at once; what was said is kept meanwhile, and tried again until it is. */
  #pass(answer: Answer, keepIt: () => Promise<unknown>): void {
    const { item } = answer;
    const passed: Passed = { item, isKept: false };
    const spent = {
      itemId: idOf(item),
      activeMs: Math.min(3_600_000, this.#time.readMs(performance.now())),
      sawSuggestion: item.arm === 'suggestion' && item.row.texts.suggestions.length > 0,
    };
    this.#passed = [...this.#passed.slice(1 - REMEMBERED), passed];
    this.#pace.add(Date.now());
    this.perMinute = this.#pace.perMinute();
    if (this.counts !== null) {
      this.counts = { ...this.counts, left: Math.max(0, this.counts.left - 1), doneToday: this.counts.doneToday + 1 };
    }
    this.#show(this.#items.slice(1));
    void this.#app.saving.keep(`decide:${idOf(item)}`, keepIt).then(async () => {
      passed.isKept = true;
      await (await this.#app.services()).texts.spent(spent).catch(() => null);
    });
    void this.#fill();
  }

  #show(items: readonly QueueItem[]): void {
    this.#items = items;
    const [item, next] = items;
    if (item === undefined) {
      this.answer = null;
      if (this.state === 'there') this.state = 'reading';
      return;
    }
    this.state = 'there';
    if (this.answer?.item === item) return;
    this.answer = new Answer(item, this.#app.session.now?.person.id ?? null);
    this.#time = new ActiveTime(performance.now());
    const { item: of } = item.row.texts;
    this.#app.selection.pick({ videoId: of.videoId, segmentId: of.segmentId, itemId: of.id });
    this.#makeReady(items, next);
  }

  /** The next video in its element, and what is known of the ones after it. */
  #makeReady(items: readonly QueueItem[], next: QueueItem | undefined): void {
    const here = items[0]?.video.video.id;
    const other = items.find(({ video }) => video.video.id !== here);
    this.#app.of(Playback).preload(other?.video.video.id ?? null);
    for (const { video } of items.slice(1, 4)) this.#app.of(Details).want(video.video.id);
    if (next !== undefined) for (const { url } of framesSeen(next)) this.#bring(url);
  }

  /** Into the browser's own keeping. */
  #bring(url: string): void {
    if (typeof Image !== 'undefined') new Image().src = url;
  }

  async #fill(): Promise<void> {
    if (this.#filling || this.#items.length > AHEAD / 2) return;
    this.#filling = true;
    const begun = this.#begun;
    try {
      const saying = this.#passed.filter(({ isKept }) => !isKept).map(({ item }) => idOf(item));
      const items = await (
        await this.#app.services()
      ).review.next({
        ...{ queue: this.#queue, order: this.order, query: this.#app.query },
        shown: [...this.#items.map(idOf), ...saying],
        limit: AHEAD,
      });
      if (begun !== this.#begun) return;
      const known = new Set(this.#items.map(idOf));
      this.#show([...this.#items, ...items.filter((item) => !known.has(idOf(item)))]);
      if (this.#items.length === 0) this.state = 'empty';
    } catch (error) {
      if (this.#app.connection.online) this.#app.report(error);
      setTimeout(() => void this.#fill(), 1000);
    } finally {
      this.#filling = false;
      if (begun !== this.#begun) void this.#fill();
    }
    if (this.state === 'empty') await this.#count();
  }

  async #count(): Promise<void> {
    const begun = this.#begun;
    const services = await this.#app.services();
    const counts = await services.review.counts({ queue: this.#queue, query: this.#app.query });
    if (begun === this.#begun) this.counts = counts;
  }

  /** What others decide meanwhile is not asked of this person; what is taken back is shown again; an empty queue is asked anew. */
  async #follow(changes: readonly Change[]): Promise<void> {
    if (this.#app.place !== 'review') return;
    const touched = new Set(changes.map(({ itemId }) => itemId as ItemId | null));
    const back = this.#passed.findLast(({ item, isKept }) => isKept && touched.has(idOf(item)));
    if (back !== undefined && (await this.#isOpenAgain(back.item))) return this.#comeBack(back);
    const [current, ...ahead] = this.#items;
    if (current !== undefined && ahead.some((item) => touched.has(idOf(item)))) {
      this.#items = [current, ...ahead.filter((item) => !touched.has(idOf(item)))];
    }
    if (current !== undefined && touched.has(idOf(current))) await this.#renew(current);
    await this.#fill();
  }

  async #isOpenAgain(item: QueueItem): Promise<boolean> {
    const row = await (await this.#app.services()).texts.get({ itemId: idOf(item) });
    return row !== null && isOpen(row.texts, { arm: item.arm, personId: this.#app.session.now?.person.id });
  }

  #comeBack(back: Passed): void {
    this.#passed = this.#passed.filter((each) => each !== back);
    this.#pace.takeBack();
    const rest = this.#items.filter((item) => idOf(item) !== idOf(back.item));
    this.answer = null;
    this.#show([back.item, ...rest]);
    void this.#count();
  }

  /** A suggestion that was made meanwhile; not for those who are to see none, and not over what is being typed. */
  async #renew(item: QueueItem): Promise<void> {
    if (!this.#isUntouched(item)) return;
    const row = await (await this.#app.services()).texts.get({ itemId: idOf(item) });
    const isMore = row !== null && row.texts.suggestions.length > item.row.texts.suggestions.length;
    if (!isMore || !this.#isUntouched(item)) return;
    this.#items = [{ ...item, row }, ...this.#items.slice(1)];
    this.answer = new Answer({ ...item, row }, this.#app.session.now?.person.id ?? null);
  }

  #isUntouched(item: QueueItem): boolean {
    return item.arm === 'suggestion' && this.#items[0] === item && this.answer?.isChanged === false;
  }

  #paced: { readonly of: Answer; readonly paced: Paced } | undefined;
  #typed(answer: Answer): Paced {
    if (this.#paced?.of === answer) return this.#paced.paced;
    const itemId = idOf(answer.item);
    const blind = answer.item.arm === 'blind';
    const send = async () => {
      if (this.answer !== answer) return;
      const said = { text: answer.text, span: null, suggestionId: answer.picked?.id ?? null, blind, step: null };
      await (await this.#app.services()).texts.write({ itemId, ...said });
    };
    const paced = new Paced({ saving: this.#app.saving, name: `text:${itemId}`, send });
    this.#paced = { of: answer, paced };
    return paced;
  }
}

export function idOf({ row }: QueueItem): ItemId {
  return row.texts.item.id;
}

function isQueue(value: unknown): value is Queue {
  return value === 'decide' || value === 'blind' || value === 'review';
}
