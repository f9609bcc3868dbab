/**
 * The window as a whole: which screen it shows, what is selected, what can be done. Knows the parts of its own state and
 * none of the panels; a panel brings its own state with `of`.
 */
import type { Action } from '../actions/action.ts';
import { allActions } from '../actions/all.ts';
import type { Focus } from '../actions/dispatch.ts';
import { Actions } from '../actions/registry.svelte.ts';
import { persist, problemOf } from '../connection/connection.svelte.ts';
import type { Connection, Services } from '../connection/connection.svelte.ts';
import type { DesktopBridge, Updates } from '../../main/contract/desktop.ts';
import type { StepName } from '../../main/contract/index.ts';
import type { Problem } from '../../main/document/problem.ts';
import { followNotices } from './notices.ts';
import type { Place } from './place.ts';
import { outliving } from './outliving.svelte.ts';
import { RunningLine } from './running.svelte.ts';
import { Saving } from './saving.svelte.ts';
import { Selection } from './selection.svelte.ts';
import { SessionState } from './session.svelte.ts';
import { Settings } from './settings.svelte.ts';

/** What lies over the screen. */
export type Overlay = 'palette' | 'keys' | 'open';

export class App {
  readonly connection: Connection;
  readonly session: SessionState;
  readonly settings = new Settings();
  readonly selection = new Selection();
  readonly saving: Saving;
  readonly running = new RunningLine();
  readonly actions: Actions;
  readonly mac: boolean;
  /** Null: this is a browser's window. */
  readonly bridge: DesktopBridge | null;
  /** Why there are no services; the desktop shell says so. */
  unable: Problem | null = $state.raw(null);
  /** Newer versions of the program; null: this window does not look for them. */
  updates: Updates | null = $state.raw(null);
  place: Place = $state('workbench');
  overlay: Overlay | null = $state(null);
  /** What has the focus, as far as keys care; told by the window. */
  focus: Focus = $state('elsewhere');
  /** What the library, its list and the queue show, in the query language. */
  query = $state('');
  /** The last thing that could not be done; shown until it is put away. */
  trouble: Problem | string | null = $state.raw(null);
  /** What was taken back or done again just now. */
  undone: { readonly kind: 'undo' | 'redo'; readonly step: StepName } | null = $state.raw(null);
  readonly #own = new Map<new (app: App) => unknown, unknown>();

  constructor({
    connection,
    mac,
    bridge = null,
  }: {
    readonly connection: Connection;
    readonly mac: boolean;
    readonly bridge?: DesktopBridge | null;
  }) {
    this.connection = connection;
    this.mac = mac;
    this.bridge = bridge;
    this.session = new SessionState(connection);
    this.session.onLost = (error) => this.report(error);
    this.saving = new Saving(connection);
    this.actions = new Actions(allActions, this.settings);
  }

  /** Asks the host who is here, what is open and how the window was the last time. */
  async start(): Promise<void> {
    await Promise.all([this.#adoptSettings(), this.session.load()]);
    void followNotices(this);
  }

  async #adoptSettings(): Promise<void> {
    this.settings.adopt(await persist(this.connection, async ({ session }) => session.settings()));
    this.settings.onchange = (settings) => {
      this.saving
        .keep('settings', async () => (await this.services()).session.saveSettings({ settings }))
        .catch(() => {
          // The line at the bottom says so.
        });
    };
  }

  async services(): Promise<Services> {
    return this.connection.services();
  }

  /** The one `Kind` of this window, made when it is first asked for: how a panel's state is shared with its actions. */
  of<State>(Kind: new (app: App) => State): State {
    const known = this.#own.get(Kind) as State | undefined;
    if (known !== undefined) return known;
    const made = outliving(() => new Kind(this));
    this.#own.set(Kind, made);
    return made;
  }

  go(place: Place): void {
    this.place = place;
  }

  async closeProject(): Promise<void> {
    await this.session.close();
    this.selection.clear();
    this.query = '';
    this.place = 'workbench';
  }

  /** Runs an action; what goes wrong is told. */
  perform(action: Action): void {
    this.trouble = null;
    this.undone = null;
    try {
      const done = action.run(this);
      if (done instanceof Promise) done.catch((error: unknown) => this.report(error));
    } catch (error) {
      this.report(error);
    }
  }

  /** Tells a person that something could not be done; what was not to be expected also goes to the console. */
  report(error: unknown): void {
    const problem = problemOf(error);
    if (problem === undefined) console.error(error);
    this.trouble = problem ?? (error instanceof Error ? error.message : String(error));
  }
}
