/** What is done to many videos at once, each in one step; and which question is asked before it. Knows no component. */
import type { RecordCounts } from '../../../main/contract/index.ts';
import type { PersonId } from '../../../main/document/ids.ts';
import type { RejectReason } from '../../../main/document/records.ts';
import type { App } from '../app.svelte.ts';
import { Videos } from '../videos.svelte.ts';
import type { NamedVideos } from './marks.svelte.ts';

export type Asking = 'remove' | 'assign' | 'flag' | 'accept' | 'reject';

/** A search is as long as this at most, and an id is one of its values. */
const MOST_NAMED = 400;

export class Bulk {
  readonly #app: App;
  /** Which dialog is open. */
  asking: Asking | null = $state(null);
  /** Something is being done without a dialog. */
  busy = $state(false);
  /** What was done last, for saying so; null: nothing since another thing was chosen. */
  done: { readonly act: 'exclude' | 'include' | Asking; readonly count: number } | null = $state.raw(null);

  constructor(app: App) {
    this.#app = app;
  }

  get #target(): NamedVideos {
    const { target } = this.#app.of(Videos).marks;
    if (target === null) throw new TypeError('no video is chosen');
    return target;
  }

  /** Whether the target can be written as a search; more than some hundred can not be named one by one. */
  get canBeSearched(): boolean {
    const { target } = this.#app.of(Videos).marks;
    return target !== null && ('query' in target || target.videoIds.length <= MOST_NAMED);
  }

  /** The target as a search. */
  get query(): string {
    const target = this.#target;
    return 'query' in target ? target.query : `video:${target.videoIds.join(',')}`;
  }

  /** The suggestions of the target that nobody has decided on, as a search. */
  get #undecided(): string {
    return this.query === '' ? 'status:suggested' : `(${this.query}) status:suggested`;
  }

  async exclude(excluded: boolean): Promise<void> {
    const services = await this.#app.services();
    this.busy = true;
    try {
      const count = await services.library.exclude({ videos: this.#target, excluded });
      this.done = { act: excluded ? 'exclude' : 'include', count };
    } finally {
      this.busy = false;
    }
  }

  /** Null takes it away. */
  async flag(flag: string | null): Promise<void> {
    const services = await this.#app.services();
    this.done = { act: 'flag', count: await services.library.flag({ videos: this.#target, flag }) };
    this.asking = null;
  }

  async countRemoval(): Promise<RecordCounts> {
    return (await this.#app.services()).library.countRemoval({ videos: this.#target });
  }

  async remove(): Promise<void> {
    const services = await this.#app.services();
    const removed = await services.library.remove({ videos: this.#target });
    this.done = { act: 'remove', count: removed.video ?? 0 };
    this.asking = null;
    this.#app.of(Videos).marks.clear();
    this.#app.selection.clear();
  }

  /** How many texts wait to be accepted or rejected. */
  async countUndecided(): Promise<number> {
    return (await (await this.#app.services()).searches.count({ query: this.#undecided })).items;
  }

  /** Accepts all that wait, or with a reason rejects them. */
  async decide(reason: RejectReason | null): Promise<void> {
    const services = await this.#app.services();
    const [act, decision] = reason === null ? (['accept', 'accepted'] as const) : (['reject', 'rejected'] as const);
    const { changed } = await services.texts.decideAll({ items: { query: this.#undecided }, decision, reason });
    this.done = { act, count: changed };
    this.asking = null;
  }

  /** The texts of the videos, in turn to these people. */
  async assign(to: { readonly personIds: PersonId[]; readonly blind: boolean; readonly share: number }): Promise<void> {
    const services = await this.#app.services();
    const assigned = await services.texts.assign({ items: { query: this.query }, ...to });
    this.done = { act: 'assign', count: assigned.people.reduce((sum, { items }) => sum + items, 0) };
    this.asking = null;
  }
}
