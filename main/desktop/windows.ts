/**
 * The windows of the app, one a project: which are open, where the next one stands, what is remembered of them. Knows no
 * message of a page.
 */
import { app, screen } from 'electron';
import type { Beginning } from '../contract/desktop.ts';
import { writeCrashReport } from './crash-reports.ts';
import type { Crash } from './crash-reports.ts';
import type { KeptFile, KeptWindow } from './kept.ts';
import { LongWork } from './long-work.ts';
import { asksToQuit } from './dialogs.ts';
import type { OpenedWith } from './opened-with.ts';
import { placed } from './placing.ts';
import { ProjectWindow } from './project-window.ts';

interface WindowsPlan {
  readonly kept: KeptFile;
  readonly crashFolder: string;
}

const NOWHERE: Beginning = { project: null, place: {}, paths: [] };

/** Linux has no events for the end of a move or a change of size. */
const KEPT_ALONG = ['move', 'resize', 'maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen'] as const;

export class Windows {
  readonly #kept: KeptFile;
  readonly #crashFolder: string;
  readonly #open = new Map<number, ProjectWindow>();
  readonly #work = new LongWork();
  #last = 0;
  #quitting: 'no' | 'asking' | 'yes' = 'no';

  constructor({ kept, crashFolder }: WindowsPlan) {
    this.#kept = kept;
    this.#crashFolder = crashFolder;
  }

  get all(): readonly ProjectWindow[] {
    return [...this.#open.values()];
  }

  get isQuitting(): boolean {
    return this.#quitting === 'yes';
  }

  at(number: number): ProjectWindow | undefined {
    return this.#open.get(number);
  }

  of(contentsId: number): ProjectWindow | undefined {
    return this.all.find(({ browser }) => !browser.isDestroyed() && browser.webContents.id === contentsId);
  }

  /** What was asked for, else what was open the last time, else an empty window. */
  begin(wanted: OpenedWith): void {
    if (this.#openWanted(wanted)) return;
    const { windows } = this.#kept.now;
    for (const window of windows) this.#add(window, NOWHERE);
    if (windows.length === 0) this.openEmpty();
  }

  /** Started once more while it is open. */
  beginAgain(wanted: OpenedWith): void {
    if (!this.#openWanted(wanted)) this.all.at(-1)?.show();
  }

  #openWanted({ projects, paths }: OpenedWith): boolean {
    for (const project of projects) this.openProject(project);
    if (paths.length > 0) this.#openPaths(paths);
    return projects.length > 0 || paths.length > 0;
  }

  /** In the window that has it, else in one that has none, else in one of its own. */
  openProject(path: string): void {
    const has = this.all.find(({ project }) => project === path);
    const empty = this.all.find(({ project }) => project === null);
    if (has !== undefined) has.show();
    else if (empty !== undefined) {
      empty.tell({ kind: 'open', project: path, paths: [] });
      empty.show();
    } else this.#add(null, { ...NOWHERE, project: path });
  }

  openEmpty(): void {
    this.#add(null, NOWHERE);
  }

  #openPaths(paths: readonly string[]): void {
    const last = this.all.at(-1);
    if (last === undefined) return this.#add(null, { ...NOWHERE, paths });
    last.tell({ kind: 'open', project: null, paths });
    last.show();
  }

  remember(): void {
    if (this.#quitting === 'yes') return;
    this.#kept.change({ windows: this.all.filter(({ browser }) => !browser.isDestroyed()).map(({ kept }) => kept) });
  }

  /** However the project was opened: a run of it that was stopped because the app was quit goes on. */
  resumeIn(window: ProjectWindow): void {
    if (window.project === null || window.isClosing) return;
    const { [window.project]: run, ...others } = this.#kept.now.resumes;
    if (run === undefined) return;
    this.#kept.change({ resumes: others });
    window.tell({ kind: 'resume', run });
  }

  /** A run began, went on or ended. */
  attendWork(): void {
    this.#work.attend(this.all);
  }

  tellOver(window: ProjectWindow, said: { readonly title: string; readonly body: string }): void {
    this.#work.tellOver(window, said);
  }

  report(crash: Crash): void {
    writeCrashReport(this.#crashFolder, crash, new Date());
  }

  /** Asks once where a run is under way. False: the person would rather stay. */
  async quit(): Promise<boolean> {
    if (this.#quitting !== 'no') return false;
    this.#quitting = 'asking';
    if (!(await this.#mayEnd(this.all))) {
      this.#quitting = 'no';
      return false;
    }
    this.remember();
    this.#quitting = 'yes';
    await Promise.all(this.all.map((window) => window.close()));
    this.#kept.write();
    return true;
  }

  /** Of several. The last one takes the app with it, but on macOS. */
  async #close(window: ProjectWindow): Promise<void> {
    if (this.#open.size === 1 && process.platform !== 'darwin') return app.quit();
    if (!(await this.#mayEnd([window]))) return;
    await window.close();
  }

  async #mayEnd(windows: readonly ProjectWindow[]): Promise<boolean> {
    const running = windows.filter(({ run }) => run !== null);
    const [first] = running;
    if (first?.frame && !(await asksToQuit(first.browser, first.frame.words))) return false;
    const resumes = new Map(Object.entries(this.#kept.now.resumes));
    for (const { project, run } of running) if (project !== null && run !== null) resumes.set(project, run.id);
    this.#kept.change({ resumes: Object.fromEntries(resumes) });
    return true;
  }

  #add(before: KeptWindow | null, begin: Beginning): void {
    const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
    const others = this.all.map(({ browser }) => browser.getBounds());
    const last = before ?? this.#kept.now.windows.at(-1);
    const number = ++this.#last;
    const window = new ProjectWindow({
      number,
      begin: before === null ? begin : { ...begin, ...whereaboutsOf(before) },
      bounds: placed(last?.bounds ?? null, screens, others),
      isMaximized: last?.isMaximized ?? false,
      isFullScreen: before?.isFullScreen ?? false,
      ffmpeg: () => this.#kept.now.ffmpeg,
      onCrash: (crash) => this.report(crash),
    });
    this.#open.set(number, window);
    const { browser } = window;
    for (const event of KEPT_ALONG) browser.on(event as 'maximize', () => this.remember());
    browser.on('close', (event) => {
      if (this.#quitting === 'yes') return;
      event.preventDefault();
      void this.#close(window);
    });
    browser.on('closed', () => {
      this.#open.delete(number);
      this.attendWork();
      this.remember();
    });
  }
}

function whereaboutsOf({ project, place }: KeptWindow): Pick<Beginning, 'project' | 'place'> {
  return { project, place };
}
