/**
 * Who is at the window and which project is open; passes on every change of the project, by whomever it was made. A host
 * that was started anew gets the project of this window back, unless it has another one.
 */
import type {
  Change,
  FollowEvent,
  OpenProject,
  RecentProject,
  Session,
  StepName,
  UndoState,
} from '../../main/contract/index.ts';
import type { Project } from '../../main/document/records.ts';
import { persist } from '../connection/connection.svelte.ts';
import type { Connection, Services } from '../connection/connection.svelte.ts';

export interface Listener {
  /** What was changed since the last call, in the order in which it was. */
  readonly changed?: (changes: readonly Change[]) => void;
  /** Too much to tell one by one, or another project: read anew whatever is shown. */
  readonly all?: () => void;
  /** Something that is not journalled: files that were looked at, runs. */
  readonly observed?: () => void;
}

const RESUME_MS = 500;
/** So long it is told that the project was opened again. */
const TOLD_MS = 10_000;

export class SessionState {
  /** Null: not asked yet. */
  now: Session | null = $state.raw(null);
  /** As they are now. */
  videos = $state(0);
  project: Project | null = $state.raw(null);
  recent: readonly RecentProject[] = $state.raw([]);
  undoable: UndoState = $state.raw({ undo: null, redo: null });
  readonly open: OpenProject | null = $derived(this.now?.open ?? null);
  readonly writable: boolean = $derived(this.open !== null && this.open.readOnly === null);
  /** The host came back without the project that is open in this window. */
  reopening: 'now' | 'done' | null = $state(null);
  /** Why that project could not be opened again. */
  onLost: ((error: unknown) => void) | undefined;
  readonly #connection: Connection;
  readonly #listeners = new Set<Listener>();
  #following: AbortController | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.greet = async (services) => this.#reopen(services);
  }

  /** Asks who is here and what is open. */
  async load(): Promise<void> {
    const readRecent = async () => {
      this.recent = await persist(this.#connection, async ({ session }) => session.recent());
    };
    const readNow = async () => {
      this.now = await persist(this.#connection, async ({ session }) => session.get());
      if (this.open !== null) this.#follow(this.open);
    };
    await Promise.all([readNow(), readRecent()]);
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
    this.project = null;
    if (this.now !== null) this.now = { ...this.now, open: null };
    this.recent = await services.session.recent();
  }

  /** Takes a project off the list of recent ones; its file stays. */
  async forget(path: string): Promise<void> {
    const services = await this.#connection.services();
    await services.session.forgetRecent({ path });
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
    this.videos = open.videos;
    this.project = open.project;
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
        // The connection tells that it is cut. A host that was started anew may have another project open, or none.
        if (await this.#isAnother()) return;
      }
      await new Promise((resolve) => setTimeout(resolve, RESUME_MS));
    }
  }

  /** One that is gone though the host went on was closed by somebody. */
  async #reopen({ session }: Services): Promise<void> {
    const { now, open } = this;
    if (now === null || open === null) return;
    const found = await session.get();
    this.now = { ...now, start: found.start };
    if (found.open !== null || found.start === now.start) return;
    this.reopening = 'now';
    try {
      await session.open({ path: open.path });
      this.reopening = 'done';
      setTimeout(() => (this.reopening = null), TOLD_MS);
    } catch (error) {
      this.reopening = null;
      this.onLost?.(error);
    }
  }

  async #isAnother(): Promise<boolean> {
    try {
      const { open } = await (await this.#connection.services()).session.get();
      if (open?.path === this.open?.path) return false;
      await this.load();
      return true;
    } catch {
      return false;
    }
  }

  #tell(event: FollowEvent): void {
    for (const listener of this.#listeners) {
      if (event.event === 'changes') listener.changed?.(event.changes);
      else if (event.event === 'observed') listener.observed?.();
      else listener.all?.();
    }
    if (event.event !== 'observed') void this.#refresh();
    if (touchesProject(event)) void this.#readAgain();
  }

  /** `open` stays the same as long as the same project is: it says what was opened, not what is in it now. */
  async #readAgain(): Promise<void> {
    try {
      const fresh = await (await this.#connection.services()).session.get();
      if (this.now === null || fresh.open === null) return;
      this.now = { ...fresh, open: this.now.open };
      this.videos = fresh.open.videos;
      this.project = fresh.open.project;
    } catch {
      // It is asked again with the next change.
    }
  }

  /** What the undo menu names. */
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

function touchesProject(event: FollowEvent): boolean {
  const types: readonly string[] = ['video', 'project', 'person'];
  return event.event === 'all' || (event.event === 'changes' && event.changes.some(({ type }) => types.includes(type)));
}
