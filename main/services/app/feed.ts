/**
 * What changes in a project, whoever changes it: looked for a few times a second while somebody wants to know, and at once
 * after this process changed something. Knows nothing of what is done with it.
 */
import type { FollowEvent, Change } from '../../contract/session.ts';
import type { Edit, Step } from '../../document/edit.ts';
import type { ItemId } from '../../document/ids.ts';
import type { RecordOf, RecordType } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';

const LOOK_EVERY_MS = 200;
/** More are not told one by one. */
const MOST_TOLD = 5000;
const TOLD_TOGETHER = 500;

export class Feed implements Disposable {
  readonly #store: ProjectStore;
  #count: number;
  #news = Promise.withResolvers<void>();
  #followers = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(store: ProjectStore) {
    this.#store = store;
    this.#count = store.changeCount();
  }

  /** To be called when something may have changed. */
  look(): void {
    if (this.#isClosed) return;
    const count = this.#store.changeCount();
    if (count === this.#count) return;
    this.#count = count;
    this.#wake();
  }

  /** From edit `after` on; ends with `closed`, or without a word when the signal is aborted. */
  async *follow(after: number, signal: AbortSignal | undefined): AsyncGenerator<FollowEvent, void> {
    this.#enter();
    const left = Promise.withResolvers<void>();
    const leave = (): void => left.resolve();
    signal?.addEventListener('abort', leave, { once: true });
    try {
      let n = after;
      let count = this.#count;
      while (!signal?.aborted) {
        if (this.#isClosed) {
          yield { event: 'closed' };
          return;
        }
        const news = this.#news.promise;
        const last = this.#store.lastEdit();
        if (last < n || last - n > MOST_TOLD) yield { event: 'all', n: last };
        else if (last > n) yield* this.#changesSince(n);
        else if (count !== this.#count) yield { event: 'observed' };
        n = last;
        count = this.#count;
        await Promise.race([news, left.promise]);
      }
    } finally {
      signal?.removeEventListener('abort', leave);
      this.#exit();
    }
  }

  [Symbol.dispose](): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#wake();
  }

  *#changesSince(n: number): Generator<FollowEvent> {
    let changes: Change[] = [];
    for (const changed of this.#store.editsSince(n)) {
      changes.push(changeOf(this.#store, changed));
      if (changes.length < TOLD_TOGETHER) continue;
      yield { event: 'changes', changes };
      changes = [];
    }
    if (changes.length > 0) yield { event: 'changes', changes };
  }

  #enter(): void {
    if (this.#followers++ > 0) return;
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  #exit(): void {
    if (--this.#followers === 0) clearInterval(this.#timer);
  }

  #wake(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}

interface Changed {
  readonly n: number;
  readonly step: Step;
  readonly edit: Edit;
}

function changeOf(store: ProjectStore, { n, step, edit }: Changed): Change {
  const { type } = edit;
  const id = edit.do === 'update' ? edit.id : edit.record.id;
  const record = edit.do === 'update' ? store.get(type, id) : edit.record;
  return { n, type, id, ...(record ? belongingOf(store, type, record) : NOWHERE), step: step.id };
}

const NOWHERE = { videoId: null, itemId: null };

function belongingOf(
  store: ProjectStore,
  type: RecordType,
  record: RecordOf[RecordType],
): Pick<Change, 'videoId' | 'itemId'> {
  if (type === 'video') return { videoId: record.id, itemId: null };
  const itemId = type === 'item' ? record.id : 'itemId' in record ? record.itemId : null;
  if ('videoId' in record) return { videoId: record.videoId, itemId };
  return { videoId: itemId === null ? null : (store.get('item', itemId as ItemId)?.videoId ?? null), itemId };
}
