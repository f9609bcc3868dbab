/**
 * One window: the page, its services, and what is known of both. Knows no other window, and nothing of what the page shows.
 */
import { BrowserWindow, nativeTheme } from 'electron';
import type { Beginning, Frame, ShellSaid } from '../contract/desktop.ts';
import type { Problem } from '../services/index.ts';
import { PORT, TELL } from '../contract/desktop-names.ts';
import type { Crash } from './crash-reports.ts';
import type { KeptWindow } from './kept.ts';
import { PRELOAD } from './places.ts';
import { SMALLEST } from './placing.ts';
import type { Bounds } from './placing.ts';
import { addressOf } from './scheme.ts';
import { ServicesHost } from './services-host.ts';

export interface WindowPlan {
  readonly number: number;
  readonly begin: Beginning;
  readonly bounds: Partial<Bounds> & Pick<Bounds, 'width' | 'height'>;
  readonly isMaximized: boolean;
  readonly isFullScreen: boolean;
  readonly ffmpeg: () => string | null;
  readonly onCrash: (crash: Crash) => void;
}

/** What the page said of a run that is under way in this window. */
export interface RunHere {
  readonly id: string;
  readonly share: number;
}

/** So many crashes of the page in a while, and loading it again is of no use. */
const MOST_CRASHES = 3;
const WHILE_MS = 60_000;
/** What is typed is kept within 300 ms; a page that does not answer has nothing more to say. */
const PARTING_MS = 3000;

export class ProjectWindow {
  readonly number: number;
  readonly browser: BrowserWindow;
  readonly services: ServicesHost;
  frame: Frame | null = null;
  run: RunHere | null = null;
  #begin: Beginning;
  /** Why there are no services; for a page that is loaded after it was told. */
  #unable: Problem | null = null;
  #isListening = false;
  #parted: (() => void) | undefined;
  #isClosing = false;
  #crashesMs: number[] = [];
  readonly #plan: WindowPlan;

  constructor(plan: WindowPlan) {
    this.#plan = plan;
    this.number = plan.number;
    this.#begin = plan.begin;
    this.browser = new BrowserWindow({
      ...plan.bounds,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      // Said to be false, macOS would take the button away.
      ...(plan.isFullScreen && { fullscreen: true }),
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#0e1110' : '#eef1ef',
      webPreferences: { preload: PRELOAD, sandbox: true, contextIsolation: true, spellcheck: false },
    });
    if (plan.isMaximized) this.browser.maximize();
    this.browser.once('ready-to-show', () => this.browser.show());
    // A load that is left, because the page crashed or the window was closed, is told by those events.
    this.browser.loadURL(addressOf(plan.number)).catch(() => undefined);
    // The page is asked for first: the services start while it is loaded.
    this.services = new ServicesHost({
      ffmpeg: plan.ffmpeg,
      onReady: () => {
        this.#unable = null;
        this.#connect();
      },
      onUnable: (problem) => {
        this.#unable = problem;
        this.tell({ kind: 'unable', problem });
      },
      onCut: () => this.tell({ kind: 'cut' }),
      onCrash: plan.onCrash,
    });
    this.browser.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason !== 'clean-exit') this.#pageCrashed(`${reason}, exit code ${exitCode}`);
    });
  }

  get project(): string | null {
    return this.#begin.project;
  }

  get isClosing(): boolean {
    return this.#isClosing;
  }

  /** How it is to be opened the next time. */
  get kept(): KeptWindow {
    const { browser } = this;
    return {
      project: this.#begin.project,
      place: this.#begin.place,
      bounds: browser.getNormalBounds(),
      isMaximized: browser.isMaximized(),
      isFullScreen: browser.isFullScreen(),
    };
  }

  /** A page that was loaded, again perhaps, begins where the person was. */
  pageBegins(): Beginning {
    this.#isListening = true;
    this.#connect();
    if (this.#unable !== null) this.tell({ kind: 'unable', problem: this.#unable });
    const begin = this.#begin;
    // What was given to the app once is not added again.
    this.#begin = { ...begin, paths: [] };
    return begin;
  }

  pageIsAt({ project, place }: Pick<Beginning, 'project' | 'place'>): void {
    this.#begin = { ...this.#begin, project, place };
  }

  tell(said: ShellSaid): void {
    if (!this.browser.isDestroyed()) this.browser.webContents.send(TELL, said);
  }

  show(): void {
    if (this.browser.isMinimized()) this.browser.restore();
    this.browser.show();
    this.browser.focus();
  }

  /** Lets the page keep what it still has to keep, then the services put away theirs. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const parted = new Promise<void>((resolve) => {
      this.#parted = resolve;
      setTimeout(resolve, PARTING_MS).unref();
    });
    if (this.#isListening) {
      this.tell({ kind: 'closing' });
      await parted;
    }
    this.browser.destroy();
    await this.services.close();
  }

  pageParts(): void {
    this.#parted?.();
  }

  #connect(): void {
    if (!this.#isListening || !this.services.isReady || this.browser.isDestroyed()) return;
    this.browser.webContents.postMessage(PORT, null, [this.services.newPagePort()]);
  }

  #pageCrashed(what: string): void {
    this.#isListening = false;
    this.#plan.onCrash({ of: 'window', what });
    const now = Date.now();
    this.#crashesMs = [...this.#crashesMs.filter((atMs) => now - atMs < WHILE_MS), now];
    if (this.#crashesMs.length < MOST_CRASHES) return this.browser.webContents.reload();
    this.browser.destroy();
    void this.services.close();
  }
}
