/**
 * The app as a whole, in Electron's main process: it opens windows, hears what pages say, and never works itself. What is
 * loaded before the first window is asked for is what stands above. Knows nothing of what the pages show.
 */
import { app, crashReporter, ipcMain, Menu, nativeTheme, session, shell } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { join, resolve } from 'node:path';
import type { PageAsked, PageSaid } from '../contract/desktop.ts';
import { ASK, SAY } from '../contract/desktop-names.ts';
import { pandaHome } from '../services/models/home.ts';
import { writeCrashReport } from './crash-reports.ts';
import { pickPaths, tellLinked } from './dialogs.ts';
import { KeptFile } from './kept.ts';
import { menuTemplate } from './menus.ts';
import { openedWith } from './opened-with.ts';
import { PAGE_FOLDER } from './places.ts';
import type { ProjectWindow } from './project-window.ts';
import { isOwnPage, keepEverythingSafe, keepSessionSafe } from './safety.ts';
import { announceScheme, handleScheme } from './scheme.ts';
import { feedOf, UpdateCheck } from './updates.ts';
import { Windows } from './windows.ts';

/** Who crashes sooner than this after the start would do so again. */
const CRASHES_AGAIN_MS = 10_000;

const home = pandaHome();
const crashFolder = join(home, 'crash-reports');
/** Where it is not packed, the folder of the app is among them, wherever Chromium's own switches have left it. */
const argumentsOf = (argv: readonly string[]): readonly string[] =>
  argv.slice(1).filter((arg) => app.isPackaged || resolve(arg) !== resolve(app.getAppPath()));

/** Nothing of it is done where the app is open already: that one is told. */
export function startShell(): void {
  // Its own, beside what the command line keeps there too; and the lock is one for each such place.
  app.setPath('userData', join(home, 'desktop'));
  app.setPath('crashDumps', join(crashFolder, 'dumps'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  crashReporter.start({ uploadToServer: false });
  announceScheme();
  app.enableSandbox();
  const kept = new KeptFile(join(home, 'desktop.json'));
  const windows = new Windows({ kept, crashFolder });
  surviveCrashes(kept);
  keepEverythingSafe();

  const opened: string[] = [];
  // macOS tells of files by this, also before anything is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (app.isReady()) windows.beginAgain(openedWith([path], '/'));
    else opened.push(path);
  });
  app.on('second-instance', (_event, argv, folder) => windows.beginAgain(openedWith(argumentsOf(argv), folder)));
  app.on('activate', () => {
    if (windows.all.length === 0) windows.openEmpty();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !windows.isQuitting) app.quit();
  });
  app.on('before-quit', (event) => {
    if (windows.isQuitting) return;
    event.preventDefault();
    void windows.quit().then((isOver) => isOver && app.exit(0));
  });
  app.on('browser-window-focus', () => showMenuOfFocused(windows));

  void app.whenReady().then(() => {
    nativeTheme.themeSource = kept.now.theme;
    Menu.setApplicationMenu(null);
    keepSessionSafe(session.defaultSession);
    handleScheme({
      pageFolder: PAGE_FOLDER,
      resource: async (window, asked) => windows.at(window)?.services.resource(asked) ?? null,
    });
    windows.begin(openedWith([...argumentsOf(process.argv), ...opened], process.cwd()));
    const updates = new UpdateCheck({
      ...{ kept, version: app.getVersion(), feed: feedOf(app.getAppPath(), process.env) },
      onChange: (now) => windows.all.forEach((window) => window.tell({ kind: 'updates', updates: now })),
    });
    hearPages({ windows, kept, updates });
  });
}

function hearPages(here: Omit<Here, 'window'>): void {
  const windowOf = ({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): ProjectWindow | undefined =>
    isOwnPage(senderFrame, sender) ? here.windows.of(sender.id) : undefined;
  const take = async (event: IpcMainEvent, message: unknown): Promise<void> => {
    const window = windowOf(event);
    const { readSaid } = await import('./page-messages.ts');
    const said = readSaid(message);
    if (window !== undefined && said !== undefined) hear(said, { ...here, window });
  };
  ipcMain.on(SAY, (event, message: unknown) => void take(event, message));
  ipcMain.handle(ASK, async (event, message: unknown) => {
    const window = windowOf(event);
    const { readAsked } = await import('./page-messages.ts');
    const asked = readAsked(message);
    if (window === undefined || asked === undefined) throw new Error('Not a question of this app');
    return answer(asked, { ...here, window });
  });
}

interface Here {
  readonly window: ProjectWindow;
  readonly windows: Windows;
  readonly kept: KeptFile;
  readonly updates: UpdateCheck;
}

function hear(said: PageSaid, { window, windows, kept, updates }: Here): void {
  switch (said.kind) {
    case 'frame':
      window.frame = said.frame;
      return showMenu(window, windows);
    case 'where':
      window.pageIsAt(said);
      if (said.project !== null) app.addRecentDocument(said.project);
      windows.resumeIn(window);
      return windows.remember();
    case 'run':
      window.run = said.run;
      return windows.attendWork();
    case 'over':
      return windows.tellOver(window, said);
    case 'theme':
      nativeTheme.themeSource = said.theme;
      return kept.change({ theme: said.theme });
    case 'window':
      return said.project === null ? windows.openEmpty() : windows.openProject(said.project);
    case 'closed':
      return window.pageParts();
    case 'crash-reports':
      return void shell.openPath(crashFolder);
    case 'full-screen':
      return window.browser.setFullScreen(!window.browser.isFullScreen());
    case 'updates':
      return updates.turn(said.isOn);
  }
}

async function answer(asked: PageAsked, { window, windows, kept, updates }: Here): Promise<unknown> {
  switch (asked.kind) {
    case 'begin':
      window.tell({ kind: 'updates', updates: updates.now });
      return window.pageBegins();
    case 'pick':
      return pickPaths(window.browser, asked.pick);
    case 'again':
      kept.change({ ffmpeg: asked.ffmpeg });
      for (const { services } of windows.all) services.again();
      return null;
  }
}

function showMenu(window: ProjectWindow, windows: Windows): void {
  if (window.frame === null || window.browser.isDestroyed()) return;
  const menu = Menu.buildFromTemplate(
    menuTemplate(window.frame, {
      platform: process.platform,
      perform: (id) => window.tell({ kind: 'perform', id }),
      openRecent: (path) => windows.openProject(path),
      newWindow: () => windows.openEmpty(),
      showCrashReports: () => void shell.openPath(crashFolder),
      linkCommand: () => void putCommand(window),
    }),
  );
  // macOS has one menu, of the window that is worked in.
  if (process.platform !== 'darwin') window.browser.setMenu(menu);
  else if (window.browser.isFocused()) Menu.setApplicationMenu(menu);
}

/** `panda`, where terminals look on macOS. */
async function putCommand({ browser, frame }: ProjectWindow): Promise<void> {
  const { asMacAdministrator, lineFor, linkCommand } = await import('./command-link.ts');
  const plan = { launcher: join(process.resourcesPath, 'launchers', 'panda'), link: '/usr/local/bin/panda' };
  const linked = await linkCommand({ ...plan, asAdministrator: asMacAdministrator });
  if (frame !== null) await tellLinked(browser, frame.words, { linked, line: lineFor(plan, 'sudo ') });
}

function showMenuOfFocused(windows: Windows): void {
  if (process.platform !== 'darwin') return;
  const window = windows.all.find(({ browser }) => browser.isFocused());
  if (window !== undefined) showMenu(window, windows);
}

/** The projects are sound whatever happens here: their journals are written by other processes. */
function surviveCrashes(kept: KeptFile): void {
  const startedMs = Date.now();
  const report = (error: unknown, before = ''): void => {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    writeCrashReport(crashFolder, { of: 'main', what: before + what }, new Date());
  };
  // Electron warns of these and lets the process go on.
  process.on('unhandledRejection', (error) => report(error, 'A defect; the process went on.\n\n'));
  process.on('uncaughtException', (error: unknown) => {
    report(error);
    kept.write();
    if (Date.now() - startedMs > CRASHES_AGAIN_MS) app.relaunch();
    app.exit(1);
  });
}
