/** A data set that is about to be brought in: what is there, which videos it is about, what would become of it. */
import type {
  FormatDescription,
  ImportAs,
  ImportedRecord,
  ImportReport,
  ImportSource,
  MatchBy,
} from '../../../main/contract/index.ts';
import type { Problem } from '../../../main/document/problem.ts';
import { problemOf } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';
import type { Options } from './export.svelte.ts';

const PAUSE_MS = 300;
const SAMPLE = 50;

export class Import {
  formats: readonly FormatDescription[] = $state.raw([]);
  path = $state('');
  /** Empty: told by the names. */
  format = $state('');
  by: MatchBy = $state('auto');
  track = $state('imported');
  tier = $state('imported');
  /** Empty: as the records say, else as the word of this person. */
  as: ImportAs | '' = $state('');
  overwrite = $state(false);
  /** Null: nobody has looked. */
  sources: readonly ImportSource[] | null = $state.raw(null);
  sample: readonly ImportedRecord[] = $state.raw([]);
  unreadable: readonly Problem[] = $state.raw([]);
  looking = $state(false);
  problem: Problem | string | null = $state.raw(null);
  /** Records read so far; null: nothing is being read. */
  reading: number | null = $state(null);
  /** What would become of all of it; with a step: what became. */
  report: ImportReport | null = $state.raw(null);
  /** What the person says of it; what an export of ours was written with is known. */
  #options: Options = $state.raw({});
  /** The format of all that is there; null: there is nothing, or of several. */
  readonly found: FormatDescription | null = $derived.by(() => {
    const names = new Set((this.sources ?? []).map(({ format }) => format));
    return names.size === 1 ? (this.formats.find(({ name }) => names.has(name)) ?? null) : null;
  });
  readonly given: Options = $derived({ ...this.sources?.[0]?.options, ...this.#options });
  readonly plan = $derived({
    sources: [...(this.sources ?? [])],
    by: this.by,
    track: this.track.trim() === '' ? 'imported' : this.track.trim(),
    tier: this.tier.trim() === '' ? 'imported' : this.tier.trim(),
    as: this.as === '' ? null : this.as,
    overwrite: this.overwrite,
    encoding: null,
    options: this.#options,
  });
  /** What was brought in is there: nobody has taken it back. */
  readonly isDone: boolean = $derived.by(() => {
    const step = this.report?.step ?? null;
    return step !== null && this.#app.session.undoable.redo?.id !== step.id;
  });
  readonly #app: App;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: AbortController | undefined;

  constructor(app: App) {
    this.#app = app;
  }

  async load(): Promise<void> {
    this.formats = await (await this.#app.services()).datasets.formats();
  }

  /** What is there, once the path stands still. Empty: nothing is looked for. */
  look({ path, format }: { readonly path: string; readonly format: string }): void {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    this.sources = null;
    this.#options = {};
    this.sample = this.unreadable = [];
    this.problem = this.report = null;
    if (path.trim() === '') return;
    this.looking = true;
    this.#timer = setTimeout(() => void this.#find([path.trim()], format, asked), PAUSE_MS);
  }

  /** Sidecars, beside the videos of the project. */
  async lookBeside(): Promise<void> {
    this.looking = true;
    this.problem = this.report = null;
    await this.#find([], this.format, ++this.#asked);
  }

  setOption(name: string, value: unknown): void {
    this.#options = { ...this.#options, [name]: value };
  }

  /** The first records again, as they match now. */
  async match(plan: Import['plan']): Promise<void> {
    if (plan.sources.length === 0) return;
    const asked = this.#asked;
    this.problem = this.report = null;
    try {
      const { datasets } = await this.#app.services();
      const { records, problems } = await datasets.sample({ ...plan, limit: SAMPLE });
      if (asked !== this.#asked) return;
      this.sample = records;
      this.unreadable = problems;
      await this.#run(plan, { dryRun: true });
    } catch (error) {
      if (asked === this.#asked) this.problem = problemOf(error) ?? String(error);
    }
  }

  /** One step, which undo takes back. */
  async bring(): Promise<void> {
    try {
      await this.#run(this.plan, { dryRun: false });
    } catch (error) {
      this.problem = problemOf(error) ?? String(error);
    }
  }

  stop(): void {
    this.#stop?.abort();
  }

  async #find(paths: string[], format: string, asked: number): Promise<void> {
    try {
      const { datasets } = await this.#app.services();
      const sources = await datasets.sources({ paths, format: format === '' ? null : format });
      if (asked === this.#asked) this.sources = sources;
    } catch (error) {
      if (asked === this.#asked) this.problem = problemOf(error) ?? String(error);
    } finally {
      if (asked === this.#asked) this.looking = false;
    }
  }

  /** A later one stops the one before. */
  async #run(plan: Import['plan'], { dryRun }: { readonly dryRun: boolean }): Promise<void> {
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    this.reading = 0;
    try {
      const { datasets } = await this.#app.services();
      for await (const event of await datasets.import({ ...plan, dryRun }, { signal: stop.signal })) {
        if (stop.signal.aborted) return;
        if (event.event === 'progress') this.reading = event.records;
        else this.report = event.report;
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    } finally {
      if (this.#stop === stop) this.reading = null;
    }
  }
}
