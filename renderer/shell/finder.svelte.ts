/** What the palette finds: actions by their words, videos by a part of their path, then by a query. Knows nothing of how it is shown. */
import type { VideoRow } from '../../main/contract/index.ts';
import { printQuery } from '../../main/document/query/index.ts';
import type { Action } from '../actions/action.ts';
import { language } from '../locales/language.svelte.ts';
import type { App } from '../state/app.svelte.ts';
import { matches } from './matches.ts';

export interface Find {
  readonly id: string;
  readonly heading: string;
  readonly label: string;
  readonly action?: Action;
  readonly run: () => void;
}

const VIDEOS_SHOWN = 8;

export class Finder {
  readonly #app: App;
  wanted = $state('');
  #videos: readonly VideoRow[] = $state.raw([]);
  /** Counts what was looked for, so that a slow answer to an older one is not shown. */
  #searches = 0;
  readonly #actions: readonly Find[] = $derived.by(() => this.#findActions());
  readonly finds: readonly Find[] = $derived([...this.#actions, ...this.#foundVideos(), ...this.#searchFor()]);

  constructor(app: App) {
    this.#app = app;
  }

  look(wanted: string): void {
    this.wanted = wanted;
    // Until the answer comes, of those that were found only what is still wanted.
    const path = wanted.trim().toLowerCase();
    this.#videos = this.#videos.filter(({ video }) => video.path.toLowerCase().includes(path));
    void this.#readVideos(wanted.trim(), ++this.#searches);
  }

  #findActions(): readonly Find[] {
    const heading = language.t.shell.palette.actions;
    return this.#app.actions
      .offered(this.#app)
      .map((action) => ({ action, label: action.label(language.t, this.#app) }))
      .filter(({ label }) => matches(label, this.wanted))
      .map(({ action, label }) => ({
        id: action.id,
        heading,
        label,
        action,
        run: () => this.#app.perform(action),
      }));
  }

  #foundVideos(): readonly Find[] {
    return this.#videos.map(({ video }) => ({
      id: video.id,
      heading: language.t.shell.palette.videos,
      label: video.path,
      run: () => {
        this.#app.selection.pick({ videoId: video.id });
        this.#app.go('workbench');
      },
    }));
  }

  #searchFor(): readonly Find[] {
    const query = this.wanted.trim();
    if (query === '' || this.#app.session.open === null) return [];
    const run = () => {
      this.#app.query = query;
      if (this.#app.place !== 'workbench') this.#app.go('library');
    };
    const heading = language.t.shell.search;
    return [{ id: 'search', heading, label: language.t.shell.palette.searchFor(query), run }];
  }

  async #readVideos(query: string, search: number): Promise<void> {
    if (query === '' || this.#app.session.open === null) {
      this.#videos = [];
      return;
    }
    const named = await this.#search(printQuery({ kind: 'pattern', field: 'path', patterns: [query] }));
    const others = named.length < VIDEOS_SHOWN ? await this.#search(query) : [];
    const known = new Set(named.map(({ video }) => video.id));
    const rows = [...named, ...others.filter(({ video }) => !known.has(video.id))];
    if (search === this.#searches) this.#videos = rows.slice(0, VIDEOS_SHOWN);
  }

  /** Nothing where it cannot be asked: what is being typed need not be a query, or not yet. */
  async #search(query: string): Promise<readonly VideoRow[]> {
    try {
      const { library } = await this.#app.services();
      return (await library.search({ query, order: 'place', from: 0, limit: VIDEOS_SHOWN })).rows;
    } catch {
      return [];
    }
  }
}
