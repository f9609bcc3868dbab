/**
 * The videos that the search of the window finds, in their order, kept as the project changes: rows change in their place,
 * and the list as a whole stays as it was found until it is asked for anew. Knows no panel.
 */
import { untrack } from 'svelte';
import type { Change, VideoRow } from '../../main/contract/index.ts';
import { VIDEO_ORDERS } from '../../main/document/video-order.ts';
import type { VideoOrder } from '../../main/document/video-order.ts';
import type { VideoId } from '../../main/document/ids.ts';
import type { App } from './app.svelte.ts';
import { keep, kept } from './kept.ts';
import { Playback } from './playback.svelte.ts';
import { Marks } from './videos/marks.svelte.ts';
import { Pages } from './videos/pages.svelte.ts';

/** So many rows are read one by one; more are read with the parts they stand in. */
const ROWS_AT_ONCE = 12;
const GATHER_MS = 100;

export type LibraryView = 'table' | 'tiles';

export class Videos {
  readonly #app: App;
  #order: VideoOrder = $state(kept('videoOrder', isOrder) ?? 'place');
  #view: LibraryView = $state(kept('libraryView', isView) ?? 'table');
  #made: { readonly of: string; readonly project: string; readonly list: Pages<VideoRow> } | undefined;
  readonly list: Pages<VideoRow> = $derived.by(() => this.#listOf(this.#app.session.open?.path ?? '', this.#app.query));
  /** Where the selected video stands; -1: it is not known, or it is not among them. */
  readonly current: number = $derived.by(() => {
    const { videoId } = this.#app.selection;
    return videoId === null ? -1 : this.list.indexOf(videoId);
  });
  readonly marks: Marks;
  #sought: { readonly list: Pages<VideoRow>; readonly videoId: VideoId } | undefined;
  #changed = new Set<VideoId>();
  #isCatchUpDue = false;
  #allAnew = false;
  #isAnewDue = false;

  constructor(app: App) {
    this.#app = app;
    this.marks = new Marks(app, this);
    app.session.listen({
      changed: (changes) => this.#follow(changes),
      all: () => this.#later({ all: true }),
      observed: () => {
        // Time spent at texts is observed too, and no list is seen then.
        if (app.place === 'library' || app.place === 'workbench') this.#later({ all: true });
        else this.#isAnewDue = true;
      },
    });
  }

  get order(): VideoOrder {
    return this.#order;
  }
  set order(order: VideoOrder) {
    this.#order = order;
    keep('videoOrder', order);
  }

  /** How the library shows them. */
  get view(): LibraryView {
    return this.#view;
  }
  set view(view: LibraryView) {
    this.#view = view;
    keep('libraryView', view);
  }

  /** Makes the video there the one that is worked on, and the one after it ready. */
  async select(index: number): Promise<void> {
    const { list } = this;
    const row = list.row(index) ?? (await list.rowAt(index));
    if (row === undefined) return;
    list.pinned = row.video.id;
    this.#app.selection.pick({ videoId: row.video.id });
    this.#app.of(Playback).preload(list.row(index + 1)?.video.id ?? null);
  }

  /** To the next or the one before, from wherever the selected one stands in the list. */
  async step(by: 1 | -1): Promise<void> {
    const at = this.current >= 0 ? this.current : await this.find();
    await this.select(Math.max(0, Math.min((this.list.total ?? 1) - 1, at === null ? 0 : at + by)));
  }

  /** The list is seen: what was missed is read, and a video that was selected elsewhere is found, once for each list. */
  attend(): void {
    const { list } = this;
    if (this.#isAnewDue) list.refresh();
    this.#isAnewDue = false;
    const { videoId } = this.#app.selection;
    if (videoId === null || this.current >= 0) return;
    if (this.#sought?.list === list && this.#sought.videoId === videoId) return;
    this.#sought = { list, videoId };
    list.pinned = videoId;
    void this.find().catch(() => null);
  }

  /** Where the selected video stands, read from afar; null: it is not among them. */
  async find(): Promise<number | null> {
    const { videoId } = this.#app.selection;
    if (videoId === null) return null;
    const services = await this.#app.services();
    const { index } = await services.library.place({ query: this.#app.query, order: this.#order, videoId });
    if (index !== null) await this.list.rowAt(index);
    return index;
  }

  #listOf(project: string, query: string): Pages<VideoRow> {
    const order = this.#order;
    const of = JSON.stringify([project, order, query]);
    if (this.#made?.of === of) return this.#made.list;
    const before = this.#made?.project === project ? this.#made.list : undefined;
    const list = untrack(
      () =>
        new Pages<VideoRow>({
          read: async (part) => (await this.#app.services()).library.search({ query, order, ...part }),
          keyOf: ({ video }) => video.id,
          onTrouble: (error) => {
            if (this.#app.connection.online) this.#app.report(error);
          },
          before,
        }),
    );
    this.#made = { of, project, list };
    return list;
  }

  #follow(changes: readonly Change[]): void {
    for (const { type, id, videoId } of changes) {
      const touched = (type === 'video' ? id : videoId) as VideoId | null;
      if (touched === null || !CHANGES_ROWS.has(type)) continue;
      // One that is not known may be new.
      if (type === 'video' && this.list.indexOf(touched) < 0) this.#later({ all: true });
      else this.#changed.add(touched);
    }
    if (this.#changed.size > 0) this.#later({ all: false });
  }

  #later({ all }: { readonly all: boolean }): void {
    this.#allAnew ||= all;
    if (this.#isCatchUpDue) return;
    this.#isCatchUpDue = true;
    setTimeout(() => {
      this.#isCatchUpDue = false;
      void this.#catchUp();
    }, GATHER_MS);
  }

  async #catchUp(): Promise<void> {
    const { list } = this;
    const shown = [...this.#changed].filter((videoId) => list.indexOf(videoId) >= 0);
    const anew = this.#allAnew || shown.length > ROWS_AT_ONCE;
    this.#changed = new Set();
    this.#allAnew = false;
    if (anew) return list.refresh();
    try {
      const services = await this.#app.services();
      const rows = await Promise.all(shown.map(async (videoId) => services.library.row({ videoId })));
      for (const row of rows) if (row !== null) list.replace(row);
      if (rows.includes(null)) list.refresh();
    } catch {
      list.refresh();
    }
  }
}

/** Edits of other records change nothing that a row shows. */
const CHANGES_ROWS: ReadonlySet<Change['type']> = new Set([
  'video',
  'item',
  'segment',
  'suggestion',
  'response',
  'review',
]);

function isOrder(value: unknown): value is VideoOrder {
  return (VIDEO_ORDERS as readonly unknown[]).includes(value);
}

function isView(value: unknown): value is LibraryView {
  return value === 'table' || value === 'tiles';
}
