/**
 * Which videos are marked for what is done to many at once: one by one, from one to another, or all that the search finds.
 * Knows rows by their position, and nothing of what is done.
 */
import { SvelteSet } from 'svelte/reactivity';
import type { VideoId } from '../../../main/document/ids.ts';
import type { App } from '../app.svelte.ts';
import type { Videos } from '../videos.svelte.ts';

/** As calls take them. */
export type NamedVideos = { readonly videoIds: VideoId[] } | { readonly query: string };

const MOST = 10_000;
const READ_AT_ONCE = 1000;

export class Marks {
  readonly #app: App;
  readonly #videos: Videos;
  readonly #ids = new SvelteSet<VideoId>();
  /** The search of which all are marked; null: only those that are named. */
  #all: string | null = $state(null);
  /** Whence Shift marks. */
  #anchor = 0;
  readonly all: boolean = $derived.by(() => this.#all !== null && this.#all === this.#app.query);
  readonly count: number = $derived.by(() => (this.all ? (this.#videos.list.total ?? 0) : this.#ids.size));

  constructor(app: App, videos: Videos) {
    this.#app = app;
    this.#videos = videos;
  }

  has(videoId: VideoId): boolean {
    return this.all || this.#ids.has(videoId);
  }

  /** Those that are marked, or else the selected one; null: there is none. */
  get target(): NamedVideos | null {
    if (this.all) return { query: this.#app.query };
    const { videoId } = this.#app.selection;
    const videoIds = this.#ids.size > 0 ? [...this.#ids] : videoId === null ? [] : [videoId];
    return videoIds.length === 0 ? null : { videoIds };
  }

  /** How many what is done would be done to. */
  get targets(): number {
    return this.count > 0 ? this.count : this.#app.selection.videoId === null ? 0 : 1;
  }

  async toggle(index: number): Promise<void> {
    const row = await this.#videos.list.rowAt(index);
    this.#anchor = index;
    if (row === undefined) return;
    const { id } = row.video;
    if (this.all) await this.#nameAll();
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }

  /** All from where marking began to here, and no others. */
  async extend(index: number): Promise<void> {
    const [from, to] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)];
    const ids = await this.#idsOf(from, Math.min(to, from + MOST - 1));
    this.#all = null;
    this.#ids.clear();
    for (const id of ids) this.#ids.add(id);
  }

  /** From here on. */
  begin(index: number): void {
    this.#anchor = index;
  }

  markAll(): void {
    this.#ids.clear();
    this.#all = this.#app.query;
  }

  clear(): void {
    this.#ids.clear();
    this.#all = null;
  }

  /** So that one of them can be taken out. */
  async #nameAll(): Promise<void> {
    const ids = await this.#idsOf(0, Math.min(this.#videos.list.total ?? 0, MOST) - 1);
    this.#all = null;
    for (const id of ids) this.#ids.add(id);
  }

  async #idsOf(from: number, to: number): Promise<VideoId[]> {
    const { list } = this.#videos;
    const known = Array.from({ length: to - from + 1 }, (_, offset) => list.row(from + offset)?.video.id);
    if (known.every((id) => id !== undefined)) return known;
    const services = await this.#app.services();
    const ids: VideoId[] = [];
    const of = { query: this.#app.query, order: this.#videos.order };
    for (let at = from; at <= to; at += READ_AT_ONCE) {
      const { rows } = await services.library.search({ ...of, from: at, limit: Math.min(READ_AT_ONCE, to - at + 1) });
      ids.push(...rows.map(({ video }) => video.id));
    }
    return ids;
  }
}
