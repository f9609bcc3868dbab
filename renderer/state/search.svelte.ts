/**
 * The search of the window as it is written: what can stand at the cursor, what cannot be read, what it finds, and the
 * searches that a person keeps. Knows no field of the page.
 */
import type { Completion, Completions, Counted, SavedSearch } from '../../main/contract/index.ts';
import { parseQuery, queryFields } from '../../main/document/query/index.ts';
import type { App } from './app.svelte.ts';

/** A search is done so long after the last key. */
const PAUSE_MS = 150;
/** What may become the name of a field is not looked for as a word at once. */
const FIELD_PAUSE_MS = 900;
const NOTHING: Completions = { fromAt: 0, entries: [] };

export class Search {
  readonly #app: App;
  /** What stands in the field: the search of the window until something else is typed. */
  text: string = $derived.by(() => this.#app.query);
  /** Where it cannot be read, and why; null: it can. */
  readonly problem = $derived.by(() => {
    const parsed = parseQuery(this.text);
    return 'problem' in parsed ? parsed.problem : null;
  });
  completions: Completions = $state.raw(NOTHING);
  /** The same, but for what is being written at the cursor: while something can stand there, nobody is told off. */
  readonly complaint = $derived.by(() => {
    const { entries, fromAt } = this.completions;
    return this.problem !== null && entries.length > 0 && this.problem.position > fromAt ? null : this.problem;
  });
  /** The one that Enter takes; -1: none, and Enter searches. */
  chosen = $state(-1);
  /** What the search of the window finds; null: not counted yet. */
  counted: Counted | null = $state.raw(null);
  saved: readonly SavedSearch[] = $state.raw([]);
  /** Whether a person is naming the search. */
  keeping = $state(false);
  /** Whether a person is renaming saved ones, or putting them away. */
  arranging = $state(false);
  #asked = 0;
  /** The text that the completions belong to. */
  #completedFor = '';
  #counting: 'no' | 'yes' | 'again' = 'no';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRecountDue = false;

  constructor(app: App) {
    this.#app = app;
    app.session.listen({ changed: () => this.#recount(), all: () => this.#recount(), observed: () => this.#recount() });
  }

  /** `at`: the cursor. */
  type(text: string, at: number): void {
    this.text = text;
    void this.complete(at);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.apply(), isFieldBegun(text) ? FIELD_PAUSE_MS : PAUSE_MS);
  }

  /** Makes what is written the search of the window, if it can be read. */
  apply(): void {
    clearTimeout(this.#timer);
    if (this.problem === null && this.text.trim() !== this.#app.query.trim()) this.#app.query = this.text;
  }

  set(query: string): void {
    this.#app.query = query;
    this.text = query;
    this.close();
  }

  async complete(at: number): Promise<void> {
    const asked = ++this.#asked;
    const { text } = this;
    this.chosen = -1;
    // What is chosen before the answer comes fits what is written, not what was written before.
    this.completions = narrowed(this.completions, { was: this.#completedFor, text, at });
    this.#completedFor = text;
    try {
      const services = await this.#app.services();
      const completions = await services.searches.complete({ text, at });
      if (asked === this.#asked) this.#offer(completions);
    } catch {
      if (asked === this.#asked) this.#offer(NOTHING);
    }
  }

  /** Takes one in the place of what was begun; gives where the cursor stands then. */
  take(entry: Completion, at: number): number {
    const { fromAt } = this.completions;
    const cursor = fromAt + entry.insert.length;
    const text = this.text.slice(0, fromAt) + entry.insert + this.text.slice(at);
    if (entry.kind === 'saved') {
      this.set(text);
      return cursor;
    }
    this.type(text, cursor);
    return cursor;
  }

  choose(by: 1 | -1): void {
    const { length } = this.completions.entries;
    if (length > 0) this.chosen = ((this.chosen + 1 + by + length + 1) % (length + 1)) - 1;
  }

  close(): void {
    this.#asked++;
    this.completions = NOTHING;
    this.chosen = -1;
  }

  /** What a person has chosen meanwhile stays chosen, wherever it stands now. */
  #offer(completions: Completions): void {
    const chosen = this.completions.entries[this.chosen]?.insert;
    this.completions = completions;
    this.chosen = completions.entries.findIndex(({ insert }) => insert === chosen);
  }

  /** Counts what the search of the window finds, once more at the end if it changes meanwhile. */
  async count(): Promise<void> {
    if (this.#counting !== 'no') {
      this.#counting = 'again';
      return;
    }
    this.#counting = 'yes';
    try {
      const services = await this.#app.services();
      this.counted = await services.searches.count({ query: this.#app.query });
    } catch {
      this.counted = null;
    }
    const again = (this.#counting as string) === 'again';
    this.#counting = 'no';
    if (again) await this.count();
  }

  async readSaved(): Promise<void> {
    this.saved = await (await this.#app.services()).searches.saved();
  }

  async save(name: string): Promise<void> {
    await (await this.#app.services()).searches.save({ name, query: this.text.trim() });
    await this.readSaved();
    this.keeping = false;
  }

  async rename({ id }: SavedSearch, name: string): Promise<void> {
    await (await this.#app.services()).searches.rename({ id, name });
    await this.readSaved();
  }

  async forget(search: SavedSearch): Promise<void> {
    await (await this.#app.services()).searches.forget({ id: search.id });
    await this.readSaved();
  }

  #recount(): void {
    if (this.#isRecountDue) return;
    this.#isRecountDue = true;
    setTimeout(() => {
      this.#isRecountDue = false;
      void this.count();
    }, 300);
  }
}

/** Of what could be written in one text, what can still be written in another one, its cursor at `at`. */
function narrowed(
  { entries, fromAt }: Completions,
  { at, text, was }: { readonly was: string; readonly text: string; readonly at: number },
): Completions {
  if (text.slice(0, fromAt) !== was.slice(0, fromAt)) return NOTHING;
  const begun = text.slice(fromAt, at).toLowerCase();
  return { fromAt, entries: entries.filter(({ insert }) => insert.toLowerCase().includes(begun)) };
}

function isFieldBegun(text: string): boolean {
  const word = /(?:^|[\s(-])(\p{L}+)$/u.exec(text)?.[1]?.toLowerCase();
  return word !== undefined && queryFields.some(({ name }) => name.startsWith(word));
}
