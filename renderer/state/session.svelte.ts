/** Who is at the window and which project is open; passes on every change of the project, by whomever it was made. */
import type {
  Change,
  FollowEvent,
  OpenProject,
  RecentProject,
  Session,
  StepName,
  UndoState,
} from '../../main/contract/index.ts';
import type { Connection } from '../connection/connection.svelte.ts';

export interface Listener {
  /** What was changed since the last call, in the order in which it was. */
  readonly changed?: (changes: readonly Change[]) => void;
  /** Too much to tell one by one, or another project: read anew whatever is shown. */
  readonly all?: () => void;
  /** Something that is not journalled: files that were looked at, runs. */
  readonly observed?: () => void;
}

const RESUME_MS = 500;

export class SessionState {
  /** Null: not asked yet. */
  now: Session | null = $state.raw(null);
  recent: readonly RecentProject[] = $state.raw([]);
  undoable: UndoState = $state.raw({ undo: null, redo: null });
  readonly open: OpenProject | null = $derived(this.now?.open ?? null);
  readonly writable: boolean = $derived(this.open !== null && this.open.readOnly === null);
  readonly #connection: Connection;
  readonly #listeners = new Set<Listener>();
  #following: AbortController | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Asks who is here and what is open. */
  async load(): Promise<void> {
    const services = await this.#connection.services();
    this.now = await services.session.get();
    this.recent = await services.session.recent();
    if (this.open !== null) this.#follow(this.open);
  }

  async create(path: string): Promise<void> {
    this.#opened(await (await this.#connection.services()).session.create({ path }));
  }

  async openFile(path: string): Promise<void> {
    this.#opened(await (await this.#connection.services()).session.open({ path }));
  }

  async openSamples(): Promise<void> {
    this.#opened(await (await this.#connection.services()).session.openSamples());
  }

  async close(): Promise<void> {
    const services = await this.#connection.services();
    await services.session.close();
    this.#following?.abort();
    this.undoable = { undo: null, redo: null };
    if (this.now !== null) this.now = { ...this.now, open: null };
    this.recent = await services.session.recent();
  }

  async rename(name: string): Promise<void> {
    const person = await (await this.#connection.services()).session.rename({ name });
    if (this.now !== null) this.now = { ...this.now, person };
  }

  async undo(): Promise<StepName | null> {
    return (await this.#connection.services()).session.undo({ leaveChanged: false });
  }

  async redo(): Promise<StepName | null> {
    return (await this.#connection.services()).session.redo();
  }

  /** Returns what stops it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Only the changes that are told one by one. */
  onChange(changed: (changes: readonly Change[]) => void): () => void {
    return this.listen({ changed });
  }

  #opened(open: OpenProject): void {
    if (this.now !== null) this.now = { ...this.now, open };
    this.#follow(open);
  }

  #follow(open: OpenProject): void {
    this.#following?.abort();
    const { signal } = (this.#following = new AbortController());
    void this.#followUntil(open.lastEdit, signal);
    void this.#refresh();
  }

  /** A cut connection goes on with the last change that came, so none is lost. */
  async #followUntil(lastEdit: number, signal: AbortSignal): Promise<void> {
    let after = lastEdit;
    while (!signal.aborted) {
      try {
        const services = await this.#connection.services();
        for await (const event of await services.session.follow({ after }, { signal })) {
          if (event.event === 'closed') {
            await this.load();
            return;
          }
          after = newestOf(event) ?? after;
          this.#tell(event);
        }
      } catch {
        // The connection tells that it is cut.
      }
      await new Promise((resolve) => setTimeout(resolve, RESUME_MS));
    }
  }

  #tell(event: FollowEvent): void {
    for (const listener of this.#listeners) {
      if (event.event === 'changes') listener.changed?.(event.changes);
      else if (event.event === 'observed') listener.observed?.();
      else listener.all?.();
    }
    if (event.event !== 'observed') void this.#refresh();
  }

  /** What the undo menu names, and how many videos there are. */
  async #refresh(): Promise<void> {
    try {
      this.undoable = await (await this.#connection.services()).session.undoable();
    } catch {
      // It is asked again with the next change.
    }
  }
}

function newestOf(event: FollowEvent): number | undefined {
  if (event.event === 'all') return event.n;
  return event.event === 'changes' ? event.changes.at(-1)?.n : undefined;
}
