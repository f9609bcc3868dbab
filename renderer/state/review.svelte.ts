/**
 * Reviewing: one text after the other; what is said of it is kept while one goes on, and what is taken back is shown again.
 * Knows the services and the stage, and no component.
 */
import type { QueueItem } from '../../main/contract/index.ts';
import type { Queue } from '../../main/document/queue.ts';
import type { ItemId } from '../../main/document/ids.ts';
import type { RejectReason, Verdict } from '../../main/document/records.ts';
import type { App } from './app.svelte.ts';
import { keep, kept } from './kept.ts';
import { ActiveTime } from './review/active-time.ts';
import { Answer } from './review/answer.svelte.ts';
import { makeReady } from './review/make-ready.ts';
import { Passed } from './review/passed.ts';
import { isOpen, saying } from './review/say.ts';
import type { Decided } from './review/say.ts';
import { Tally } from './review/tally.svelte.ts';
import { Typed } from './review/typed.ts';
import { Upcoming, idOf } from './review/upcoming.svelte.ts';
import type { Asked, ReviewOrder } from './review/upcoming.svelte.ts';
import { Generations } from './texts/generations.svelte.ts';

const LONGEST_MS = 3_600_000;

export class Review {
  readonly #app: App;
  #queue: Queue = $state(kept('reviewQueue', isQueue) ?? 'decide');
  order: ReviewOrder = $state('doubt');
  /** Null: nothing is left, or it is not read yet. */
  answer: Answer | null = $state.raw(null);
  /** Whether it is being said how much is shown without help. */
  sharing = $state(false);
  /** What is reviewed: a start is needed whenever it is another. */
  readonly of: string = $derived.by(() => {
    const { open, project } = this.#app.session;
    return JSON.stringify([open?.path, project?.controlShare, project?.doubleShare, this.#asked]);
  });
  readonly tally: Tally;
  readonly #upcoming: Upcoming;
  readonly #passed = new Passed();
  #typed: Typed | null = null;
  #time = new ActiveTime(0);

  constructor(app: App) {
    this.#app = app;
    this.tally = new Tally(app);
    this.#upcoming = new Upcoming(app, () => this.#passed.beingKept);
    const follow = (touched: ReadonlySet<ItemId | null> | 'all') => {
      if (app.place === 'review') this.#follow(touched).catch((error: unknown) => app.report(error));
    };
    app.session.listen({
      changed: (changes) => follow(new Set(changes.map(({ itemId }) => itemId as ItemId | null))),
      all: () => follow('all'),
    });
  }

  get queue(): Queue {
    return this.#queue;
  }
  set queue(queue: Queue) {
    this.#queue = queue;
    keep('reviewQueue', queue);
  }

  get state(): 'reading' | 'there' | 'empty' {
    return this.#upcoming.state;
  }

  get next(): QueueItem | null {
    return this.#upcoming.items[1] ?? null;
  }

  async start(): Promise<void> {
    this.answer = null;
    await Promise.all([this.#upcoming.begin(this.#asked).then(() => this.#show()), this.tally.read(this.#asked)]);
  }

  /** Something was pressed or moved, or plays: the person is at it. */
  touch(): void {
    this.#time.touch(performance.now());
  }

  /** Keeps what was typed, undecided. */
  write(text: string): void {
    const { answer } = this;
    if (answer === null) return;
    this.#app.of(Generations).giveWay(idOf(answer.item));
    answer.text = text;
    this.#typedOf(answer).changed();
  }

  /** An input method began or ended. */
  compose(composing: boolean): void {
    if (this.answer !== null) this.#typedOf(this.answer).compose(composing);
  }

  accept(): void {
    const { answer } = this;
    if (answer === null) return;
    // There is nothing to accept yet.
    if (answer.isEmpty) answer.editing = true;
    else this.#decide(answer, { decision: 'accepted', reason: null });
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

  /** Has the model write it anew, or (`another`) a further candidate; that takes the place of what stands in the field, unless the person picks one meanwhile. */
  async regenerate({ another = false }: { readonly another?: boolean } = {}): Promise<void> {
    const { answer } = this;
    if (answer === null) return;
    const before = answer.candidates.length;
    const { picks } = answer;
    await this.#app.of(Generations).generate(answer.item.row.texts, { another });
    await this.#renew(answer);
    const [newest] = answer.candidates;
    const isNew = answer.candidates.length > before && answer.picks === picks;
    if (newest !== undefined && isNew) answer.pick(newest);
  }

  async flag(flag: string | null): Promise<void> {
    const { answer } = this;
    if (answer === null) return;
    await (await this.#app.services()).texts.flag({ items: { itemIds: [idOf(answer.item)] }, flag });
    await this.#renew(answer);
  }

  async comment(text: string): Promise<void> {
    const { answer } = this;
    if (answer === null) return;
    const { id: itemId, videoId } = answer.item.row.texts.item;
    await (await this.#app.services()).texts.comment({ videoId, itemId, text });
    answer.asking = null;
  }

  get #asked(): Asked {
    return { queue: this.#queue, order: this.order, query: this.#app.query };
  }

  #typedOf(answer: Answer): Typed {
    if (this.#typed?.answer !== answer) this.#typed = new Typed(this.#app, answer);
    return this.#typed;
  }

  #decide(answer: Answer, decided: Decided): void {
    this.#typedOf(answer).end();
    this.#pass(answer, saying(this.#app, answer, decided));
  }

  /** Goes on at once; what was said is kept meanwhile, and tried again until it is. */
  #pass(answer: Answer, keepIt: () => Promise<unknown>): void {
    const { item } = answer;
    const itemId = idOf(item);
    const spent = {
      itemId,
      activeMs: Math.min(LONGEST_MS, this.#time.readMs(performance.now())),
      sawSuggestion: item.arm === 'suggestion' && item.row.texts.suggestions.length > 0,
    };
    this.#app.of(Generations).giveWay(itemId);
    const isKept = this.#passed.add(item);
    this.tally.add();
    this.#upcoming.next();
    this.#show();
    void this.#app.saving.keep(`decide:${itemId}`, keepIt).then(async () => {
      isKept();
      // Measured, and missed by nobody who decides.
      await (await this.#app.services()).texts.spent(spent).catch(() => null);
    });
    this.#goOn();
  }

  #goOn(): void {
    this.#fill().catch((error: unknown) => this.#app.report(error));
  }

  async #fill(): Promise<void> {
    await this.#upcoming.fill();
    this.#show();
    if (this.state === 'empty') await this.tally.read(this.#asked);
  }

  /** The first of what comes, if it is not shown yet. */
  #show(): void {
    const { items } = this.#upcoming;
    const [item] = items;
    if (item === undefined) {
      this.answer = null;
      return;
    }
    if (this.answer === null || idOf(this.answer.item) !== idOf(item)) {
      this.answer = new Answer(item, this.#app.session.now?.person.id ?? null);
      this.#time = new ActiveTime(performance.now());
      const { id: itemId, segmentId, videoId } = item.row.texts.item;
      this.#app.selection.pick({ videoId, segmentId, itemId });
    }
    makeReady(this.#app, items);
  }

  /** What others decide meanwhile is not asked of this person; what is taken back is shown again; an empty queue is asked anew. */
  async #follow(touched: ReadonlySet<ItemId | null> | 'all'): Promise<void> {
    const passed = touched === 'all' ? undefined : this.#passed.latestOf(touched);
    if (passed !== undefined) {
      const now = await this.#read(idOf(passed));
      if (now !== null && isOpen(now, this.#app.session.now?.person.id)) {
        // It may have come back while it was read, for something else that was said of it.
        if (this.#passed.forget(passed)) this.#comeBack(now);
        return;
      }
    }
    this.#upcoming.forgetLater(touched);
    const { answer } = this;
    if (answer !== null && (touched === 'all' || touched.has(idOf(answer.item)))) await this.#renew(answer);
    await this.#fill();
  }

  #comeBack(now: QueueItem): void {
    this.tally.takeBack();
    this.#upcoming.putFirst(now);
    this.answer = null;
    this.#show();
  }

  /** A suggestion that was made meanwhile, a flag, what another person said. */
  async #renew(answer: Answer): Promise<void> {
    const now = await this.#read(idOf(answer.item));
    if (now === null || this.answer !== answer) return;
    answer.renew(now);
    this.#upcoming.renewFirst(now);
  }

  async #read(itemId: ItemId): Promise<QueueItem | null> {
    return (await this.#app.services()).review.item({ queue: this.#queue, itemId });
  }
}

function isQueue(value: unknown): value is Queue {
  return value === 'decide' || value === 'blind' || value === 'review';
}
