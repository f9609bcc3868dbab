/** A data set that is about to be written: what goes into it, its beginning, and what its check said. Knows no component. */
import type { ExportPreview, FormatDescription, MediaMode, ProjectInfo } from '../../../main/contract/index.ts';
import { isDay, isUrl, NOTHING_SAID } from '../../../main/document/dataset-about.ts';
import type { DatasetAbout } from '../../../main/document/dataset-about.ts';
import type { ExportReport } from '../../../main/document/dataset-report.ts';
import type { Problem } from '../../../main/document/problem.ts';
import { splitsOf } from '../../../main/document/splits.ts';
import type { SplitChoice } from '../../../main/document/splits.ts';
import { STATUSES } from '../../../main/document/status.ts';
import type { Status } from '../../../main/document/status.ts';
import { problemOf } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';

const PAUSE_MS = 300;

export type Options = Readonly<Record<string, unknown>>;

/** What people have decided is what a data set is made of, until one says otherwise. */
const DECIDED: readonly Status[] = ['accepted', 'edited', 'written'];

const MEDIA_MODES: readonly MediaMode[] = ['none', 'link', 'copy', 'clip'];

export type KeptTogether = 'source' | 'folder' | 'field';

export class Export {
  formats: readonly FormatDescription[] = $state.raw([]);
  format = $state('');
  /** What differs from the format's own. */
  options: Options = $state.raw({});
  query = $state('');
  statuses: readonly Status[] = $state.raw(DECIDED);
  /** Null: all. */
  tracks: readonly string[] | null = $state.raw(null);
  folder = $state('');
  beside = $state(false);
  overwrite = $state(false);
  /** Null: as the format needs it. */
  mediaWanted: MediaMode | null = $state.raw(null);
  /** Of the splits, as a person writes them; empty: all in one. */
  shares = $state('');
  seed = $state(1);
  by: KeptTogether = $state('source');
  /** What stays together where `by` says so. */
  field = $state('');
  /** What is said of it to others; empty: nothing. */
  license = $state('');
  url = $state('');
  published = $state('');
  info: ProjectInfo | null = $state.raw(null);
  /** Null: it is being made, or cannot be. */
  preview: ExportPreview | null = $state.raw(null);
  problem: Problem | string | null = $state.raw(null);
  progress: { readonly phase: 'comparing' | 'writing' | 'checking'; readonly done: number } | null = $state.raw(null);
  report: ExportReport | null = $state.raw(null);
  /** Why nothing was written. */
  failed: Problem | string | null = $state.raw(null);
  readonly chosen: FormatDescription | null = $derived(this.formats.find(({ name }) => name === this.format) ?? null);
  readonly isBeside: boolean = $derived(this.beside && this.chosen?.filePerVideo === true);
  readonly mediaModes: readonly MediaMode[] = $derived(
    MEDIA_MODES.filter((mode) => mode !== 'none' || this.chosen?.media !== 'needed'),
  );
  /** What is shown as chosen: the format's own until one chooses another that it allows. */
  readonly media: MediaMode = $derived(
    this.mediaModes.find((mode) => mode === this.mediaWanted) ?? this.mediaModes[0] ?? 'none',
  );
  readonly isSplit: boolean = $derived(!this.isBeside && this.shares.trim() !== '');
  /** Null: the shares are none that a data set can be split by. */
  readonly splitNames: readonly string[] | null = $derived(namesOfSplits(this.shares));
  readonly about: DatasetAbout = $derived({
    license: saidIn(this.license),
    url: saidIn(this.url),
    published: saidIn(this.published),
  });
  readonly isUrlWrong: boolean = $derived(this.about.url !== null && !isUrl(this.about.url));
  readonly isDayWrong: boolean = $derived(this.about.published !== null && !isDay(this.about.published));
  readonly plan = $derived({
    format: this.format,
    options: this.options,
    query: this.query,
    statuses: [...this.statuses],
    tracks: this.tracks === null ? null : [...this.tracks],
  });
  readonly isReady: boolean = $derived(
    this.chosen !== null &&
      this.statuses.length > 0 &&
      this.problem === null &&
      (this.isBeside || this.folder !== '') &&
      (this.isBeside || !(this.isUrlWrong || this.isDayWrong)) &&
      (!this.isSplit || (this.splitNames !== null && (this.by !== 'field' || this.field.trim() !== ''))),
  );
  readonly #app: App;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: AbortController | undefined;
  /** The folder that was offered; one that a person wrote stays. */
  #offered = '';

  constructor(app: App) {
    this.#app = app;
  }

  async load(): Promise<void> {
    const { datasets, session } = await this.#app.services();
    const [formats, info] = await Promise.all([datasets.formats(), session.info()]);
    this.formats = formats;
    if (info.path !== this.info?.path) this.report = this.failed = null;
    this.info = info;
    this.choose(this.chosen?.name ?? formats[0]?.name ?? '');
  }

  /** Another format has other options, and goes to another folder. */
  choose(format: string): void {
    if (format !== this.format) {
      this.options = {};
      this.preview = this.report = this.failed = null;
    }
    this.format = format;
    if (this.folder === this.#offered) this.folder = this.#offered = this.#offer();
  }

  toggle(status: Status): void {
    const on = new Set(this.statuses).symmetricDifference(new Set([status]));
    this.statuses = STATUSES.filter((one) => on.has(one));
  }

  toggleTrack(track: string): void {
    const all = (this.info?.tracks ?? []).map((one) => one.track);
    const on = new Set(this.tracks ?? all).symmetricDifference(new Set([track]));
    this.tracks = on.size === all.length ? null : all.filter((one) => on.has(one));
  }

  setOption(name: string, value: unknown): void {
    this.options = { ...this.options, [name]: value };
  }

  /** Looks at the beginning once the plan stands still; an answer that comes late is none. */
  look(plan: Export['plan']): void {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    this.problem = null;
    if (plan.format === '' || plan.statuses.length === 0) {
      this.preview = null;
      return;
    }
    this.#timer = setTimeout(() => void this.#look(plan, asked), PAUSE_MS);
  }

  /** Writes it and has it checked; what went wrong stands in `failed`. */
  async write(): Promise<void> {
    const stop = (this.#stop = new AbortController());
    this.report = this.failed = null;
    this.progress = { phase: 'writing', done: 0 };
    try {
      const { datasets } = await this.#app.services();
      const out = this.isBeside ? null : this.folder;
      const asked = {
        ...this.plan,
        ...{ out, beside: this.isBeside, overwrite: this.overwrite },
        ...{ media: this.isBeside ? null : this.media, split: this.#split() },
        // Beside the videos there is no card that would say it.
        about: this.isBeside ? NOTHING_SAID : this.about,
      };
      for await (const event of await datasets.export(asked, { signal: stop.signal })) {
        if (event.event === 'progress') this.progress = event;
        else this.report = event.report;
      }
    } catch (error) {
      if (!stop.signal.aborted) this.failed = problemOf(error) ?? String(error);
    } finally {
      this.progress = null;
    }
  }

  /** Nothing has changed then. */
  stop(): void {
    this.#stop?.abort();
  }

  async #look(plan: Export['plan'], asked: number): Promise<void> {
    try {
      const { datasets } = await this.#app.services();
      const preview = await datasets.preview(plan);
      if (asked === this.#asked) this.preview = preview;
    } catch (error) {
      if (asked !== this.#asked) return;
      this.preview = null;
      this.problem = problemOf(error) ?? String(error);
    }
  }

  #split(): SplitChoice | null {
    const by = this.by === 'field' ? this.field.trim() : this.by;
    return this.isSplit ? { shares: this.shares.trim(), seed: this.seed, by } : null;
  }

  /** Beside the project, named by it and the format. */
  #offer(): string {
    const separator = this.#app.session.now?.pathSeparator ?? '/';
    const stem = (this.info?.path ?? '').replace(/\.panda$/u, '');
    return stem === '' || this.format === '' ? '' : `${stem}-${this.format}${separator}`.slice(0, -1);
  }
}

function saidIn(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function namesOfSplits(shares: string): string[] | null {
  try {
    return splitsOf(shares).map(({ name }) => name);
  } catch {
    return null;
  }
}
