/**
 * What the project holds of the videos at hand, the one that is shown and those that come next, kept as they change by
 * whomever. Knows no panel, and nothing of what is typed and not kept yet.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { Change, OpenProject, VideoDetail } from '../../main/contract/index.ts';
import type { VideoId } from '../../main/document/ids.ts';
import { persist } from '../connection/connection.svelte.ts';
import type { App } from './app.svelte.ts';

const KEPT = 12;

export class Details {
  readonly #app: App;
  readonly #known = new SvelteMap<VideoId, VideoDetail | null>();
  /** Of every video that is kept, the one asked for last at the end; whether its newest state is being read. */
  readonly #wanted = new Map<VideoId, 'reading' | 'again' | 'read'>();
  /** What was open when they were read: one that is opened again may have changed meanwhile. */
  #open: OpenProject | null = null;

  constructor(app: App) {
    this.#app = app;
    app.session.onChange((changes) => this.#follow(changes));
  }

  /** The selected video; null: none, or it is still being read. */
  get current(): VideoDetail | null {
    const { videoId } = this.#app.selection;
    return videoId === null ? null : this.of(videoId);
  }

  /** Null while it is being read for the first time, and where there is no such video. */
  of(videoId: VideoId): VideoDetail | null {
    this.want(videoId);
    return this.#known.get(videoId) ?? null;
  }

  /** Reads it ahead. */
  want(videoId: VideoId): void {
    if (this.#app.session.open !== this.#open) this.#wanted.clear();
    this.#open = this.#app.session.open;
    const state = this.#wanted.get(videoId);
    this.#wanted.delete(videoId);
    this.#wanted.set(videoId, state ?? 'reading');
    if (state === undefined) void this.#readAll(videoId);
  }

  /** Reads it anew, where it is kept: after a change through this window, so that what was shown ahead of it can go. */
  async refresh(videoId: VideoId): Promise<void> {
    if (this.#wanted.has(videoId)) await this.#read(videoId);
  }

  #follow(changes: readonly Change[]): void {
    for (const videoId of new Set(changes.map((change) => change.videoId as VideoId | null))) {
      const state = videoId === null ? undefined : this.#wanted.get(videoId);
      if (videoId === null || state === undefined) continue;
      this.#wanted.set(videoId, state === 'read' ? 'reading' : 'again');
      if (state === 'read') void this.#readAll(videoId);
    }
  }

  /** Until nothing has changed while it was read. */
  async #readAll(videoId: VideoId): Promise<void> {
    try {
      await this.#read(videoId);
    } catch (error) {
      this.#wanted.delete(videoId);
      this.#app.report(error);
      return;
    }
    const state = this.#wanted.get(videoId);
    if (state === undefined) return;
    this.#wanted.set(videoId, state === 'again' ? 'reading' : 'read');
    if (state === 'again') return this.#readAll(videoId);
    this.#forgetOldest();
  }

  async #read(videoId: VideoId): Promise<void> {
    const detail = await persist(this.#app.connection, async ({ library }) => library.get({ videoId }));
    if ((this.#known.get(videoId)?.lastEdit ?? -1) <= (detail?.lastEdit ?? Infinity)) this.#known.set(videoId, detail);
  }

  #forgetOldest(): void {
    for (const [videoId, state] of this.#wanted) {
      if (this.#wanted.size <= KEPT) return;
      if (state !== 'read' || videoId === this.#app.selection.videoId) continue;
      this.#wanted.delete(videoId);
      this.#known.delete(videoId);
    }
  }
}
