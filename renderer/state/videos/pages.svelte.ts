/**
 * A list of any length that is read in parts, by position, as it is looked at: what is seen first, then what comes next in
 * the direction in which one goes. What is shown stays until something newer is there. Knows no call and no panel.
 */
import { SvelteMap } from 'svelte/reactivity';
import { untrack } from 'svelte';
import type { Page } from '../../../main/contract/index.ts';

export interface PagesOf<Row> {
  readonly read: (part: { readonly from: number; readonly limit: number }) => Promise<Page<Row>>;
  readonly keyOf: (row: Row) => string;
  /** Something could not be read; it is tried again by itself. */
  readonly onTrouble: (error: unknown) => void;
  /** What is shown until the first part is there. */
  readonly before?: Pages<Row> | undefined;
}

/** Rows in a part: a few screens, read in some ten milliseconds. */
export const PAGE = 100;
/** Parts that are read ahead on the side to which one goes; one on the other. */
const AHEAD = 3;
/** One of them is kept free for what is looked at next. */
const AT_ONCE = 2;
const KEPT = 60;
const RETRY_MS = 1000;

export class Pages<Row> {
  readonly #of: PagesOf<Row>;
  #before: Pages<Row> | undefined = $state.raw();
  /** The row with this key is never forgotten, wherever one looks. */
  pinned: string | null = null;
  #total: number | null = $state(null);
  readonly #parts = new SvelteMap<number, readonly Row[]>();
  /** Where a row was read last. */
  readonly #places = new SvelteMap<string, number>();
  /** How long the list was when each part was read: a part of a list of another length may have moved. */
  readonly #fresh = new Map<number, number>();
  readonly #reading = new Set<number>();
  #wanted: number[] = [];
  #seen: readonly [first: number, last: number] = [0, 0];
  #waiting: { readonly index: number; readonly tell: (row: Row | undefined) => void }[] = [];

  constructor(of: PagesOf<Row>) {
    this.#of = of;
    // A list that came to nothing itself passes on what is shown in its place.
    this.#before = of.before?.total === null ? undefined : of.before;
    this.look(0, 0);
  }

  /** Null: not known yet. */
  get total(): number | null {
    return this.#total ?? this.#before?.total ?? null;
  }

  /** Undefined: not read yet. */
  row(index: number): Row | undefined {
    if (this.#total === null) return this.#before?.row(index);
    return this.#parts.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Where it stands, as far as it has been read; -1: not known. */
  indexOf(key: string): number {
    const index = this.#total === null ? this.#before?.indexOf(key) : this.#places.get(key);
    if (index === undefined) return -1;
    const row = this.row(index);
    return row !== undefined && this.#of.keyOf(row) === key ? index : -1;
  }

  /** Tells which rows are on the screen. Whoever tells does not depend on what is there. */
  look(first: number, last: number): void {
    untrack(() => this.#look(first, last));
  }

  #look(first: number, last: number): void {
    const down = last >= this.#seen[1];
    this.#seen = [first, last];
    const [from, to] = [Math.floor(first / PAGE), Math.floor(last / PAGE)];
    const behind = range(from - (down ? 1 : AHEAD), from - 1).reverse();
    const ahead = range(to + 1, to + (down ? AHEAD : 1));
    this.#wanted = [...this.#urgent(), ...(down ? [...ahead, ...behind] : [...behind, ...ahead])].filter((part) =>
      this.#isToRead(part),
    );
    this.#readOn();
  }

  /** The row there, when it is read; undefined: there is none. */
  async rowAt(index: number): Promise<Row | undefined> {
    const row = this.row(index);
    if (row !== undefined || (this.#total !== null && index >= this.#total)) return row;
    const waited = new Promise<Row | undefined>((tell) => this.#waiting.push({ index, tell }));
    this.#wanted = [...this.#urgent(), ...this.#wanted];
    this.#readOn();
    return waited;
  }

  /** Reads what is on the screen anew, and the rest when it is looked at. */
  refresh(): void {
    this.#fresh.clear();
    this.#wanted = [...this.#urgent()];
    this.#readOn();
  }

  /** In its place. */
  replace(row: Row): void {
    const index = this.#places.get(this.#of.keyOf(row));
    if (index === undefined) return;
    const part = Math.floor(index / PAGE);
    const rows = this.#parts.get(part);
    if (rows !== undefined) this.#parts.set(part, rows.with(index % PAGE, row));
  }

  /** Those on the screen, as far as they are read. */
  get seen(): readonly Row[] {
    return range(...this.#seen).flatMap((index) => this.row(index) ?? []);
  }

  #isToRead(part: number): boolean {
    // Until it is known how long the list is, there is only its beginning.
    if (part < 0 || (part > 0 && part * PAGE >= (this.#total ?? 0))) return false;
    return this.#fresh.get(part) !== (this.#total ?? -1) || !this.#parts.has(part);
  }

  /** The parts of which something is on the screen or waited for. */
  #urgent(): ReadonlySet<number> {
    const [first, last] = this.#seen;
    const waited = this.#waiting.map(({ index }) => Math.floor(index / PAGE));
    return new Set([...range(Math.floor(first / PAGE), Math.floor(last / PAGE)), ...waited]);
  }

  #readOn(): void {
    const urgent = this.#urgent();
    for (;;) {
      const [part] = this.#wanted;
      if (part === undefined || this.#reading.size >= (urgent.has(part) ? AT_ONCE : AT_ONCE - 1)) return;
      this.#wanted.shift();
      if (!this.#reading.has(part)) void this.#read(part);
    }
  }

  async #read(part: number): Promise<void> {
    this.#reading.add(part);
    try {
      this.#take(part, await this.#of.read({ from: part * PAGE, limit: PAGE }));
    } catch (error) {
      this.#of.onTrouble(error);
      setTimeout(() => this.look(...this.#seen), RETRY_MS);
    } finally {
      this.#reading.delete(part);
    }
    this.#readOn();
  }

  #take(part: number, { rows, total }: Page<Row>): void {
    this.#fresh.set(part, total);
    for (const [at, row] of rows.entries()) this.#places.set(this.#of.keyOf(row), part * PAGE + at);
    this.#parts.set(part, rows);
    const isFirst = this.#total === null;
    this.#total = total;
    if (isFirst) this.look(...this.#seen);
    this.#before = undefined;
    for (const each of this.#parts.keys()) if (each > 0 && each * PAGE >= total) this.#forget(each);
    if (this.#parts.size > KEPT) this.#forget(this.#furthest());
    this.#waiting = this.#waiting.filter(({ index, tell }) => {
      const known = Math.floor(index / PAGE) === part || index >= total;
      if (known) tell(this.row(index));
      return !known;
    });
  }

  #furthest(): number {
    const here = this.#seen[0] / PAGE;
    const pinned = Math.floor((this.#places.get(this.pinned ?? '') ?? -1) / PAGE);
    const parts = [...this.#parts.keys()].filter((part) => part !== pinned);
    return parts.reduce((a, b) => (Math.abs(a - here) > Math.abs(b - here) ? a : b));
  }

  #forget(part: number): void {
    for (const row of this.#parts.get(part) ?? []) this.#places.delete(this.#of.keyOf(row));
    this.#parts.delete(part);
    this.#fresh.delete(part);
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
}
