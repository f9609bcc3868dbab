/**
 * Stands in for Electron around the built main: what it asks of the system is written down, what the system would say is
 * said by the test. Each start has one of its own.
 */
import { EventEmitter, once } from 'node:events';
import type { Browser, BrowserContext } from 'playwright';
import { StandInWindow } from './browser-window.ts';
import type { Contents, WindowOptions } from './browser-window.ts';
import { MessageChannelMain } from './channels.ts';
import { SchemeServer } from './scheme-server.ts';
import { UtilityChild } from './utility-process.ts';

interface MenuLine {
  readonly label?: string;
  readonly role?: string;
  readonly enabled?: boolean;
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly submenu?: readonly MenuLine[];
  readonly click?: () => void;
}

const SCREEN = { workArea: { x: 0, y: 0, width: 1600, height: 1000 } };

export class StandIn {
  readonly windows: StandInWindow[] = [];
  readonly children: UtilityChild[] = [];
  /** What was done, in order: `notify: title`, `block sleep`, `open-external: url`. */
  readonly done: string[] = [];
  /** What the person answers in dialogs, the next first. */
  readonly answers: unknown[] = [];
  readonly dialogs: unknown[] = [];
  readonly schemes: unknown[] = [];
  readonly exited: Promise<number>;
  /** The last one that was shown. */
  notification: EventEmitter | null = null;
  focused: StandInWindow | null = null;
  readonly #ipc = { on: new Map<string, Listener>(), handle: new Map<string, Listener>() };
  readonly #context: Promise<BrowserContext>;
  readonly #program: string;
  readonly #server = new SchemeServer();

  /** `program`: the folder of the app. */
  constructor(browser: Browser, program: string) {
    this.#program = program;
    this.#context = browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
    this.exited = once(this.app, 'exited').then(([code]) => code as number);
  }

  readonly app = this.#makeApp();
  readonly BrowserWindow: new (options: WindowOptions) => StandInWindow = this.#makeWindowClass();
  readonly MessageChannelMain = MessageChannelMain;
  readonly Menu = {
    buildFromTemplate: (template: readonly MenuLine[]) => ({ template }),
    setApplicationMenu: () => undefined,
  };
  readonly Notification: new (words: Words) => EventEmitter = this.#makeNotificationClass();
  readonly crashReporter = {
    start: (options: unknown) => this.done.push(`crash-reporter: ${JSON.stringify(options)}`),
  };
  readonly nativeTheme = { themeSource: 'system', shouldUseDarkColors: true };
  readonly screen = { getPrimaryDisplay: () => SCREEN, getAllDisplays: () => [SCREEN] };
  readonly shell = {
    openExternal: async (url: string) => void this.done.push(`open-external: ${url}`),
    openPath: async (path: string) => void this.done.push(`open-path: ${path}`),
  };
  readonly powerSaveBlocker = {
    start: () => this.done.push('block sleep'),
    stop: () => void this.done.push('let sleep'),
  };
  readonly dialog = {
    showOpenDialog: async (_window: unknown, options: unknown) => {
      this.dialogs.push(options);
      const filePaths = (this.answers.shift() ?? []) as string[];
      return { canceled: filePaths.length === 0, filePaths };
    },
    showMessageBox: async (_window: unknown, options: unknown) => {
      this.dialogs.push(options);
      return { response: (this.answers.shift() ?? 1) as number };
    },
  };
  readonly ipcMain = {
    on: (channel: string, listener: Listener) => this.#ipc.on.set(channel, listener),
    handle: (channel: string, listener: Listener) => this.#ipc.handle.set(channel, listener),
  };
  readonly protocol = {
    registerSchemesAsPrivileged: (schemes: unknown) => this.schemes.push(schemes),
    handle: (_scheme: string, handler: (request: Request) => Promise<Response>) => (this.#server.handler = handler),
  };
  readonly session = { defaultSession: new SessionStandIn() };
  readonly utilityProcess = {
    fork: (path: string) => {
      const child = new UtilityChild(path);
      this.children.push(child);
      return child;
    },
  };

  /** As a page of another origin, or a frame within ours, would say it. */
  sayAs(frame: unknown, window: StandInWindow, channel: string, message: unknown): unknown {
    const listener = this.#ipc.on.get(channel) ?? this.#ipc.handle.get(channel);
    return listener?.({ sender: window.webContents, senderFrame: frame }, message);
  }

  /** Of the menu bar of a window, each line with the menus that lead to it. */
  menuLines(window: StandInWindow): readonly (MenuLine & { readonly path: string })[] {
    const flat = (lines: readonly MenuLine[], above: string): (MenuLine & { readonly path: string })[] =>
      lines.flatMap((line) => {
        const path = `${above}${line.label ?? line.role ?? '-'}`;
        return [{ ...line, path }, ...flat(line.submenu ?? [], `${path} > `)];
      });
    return flat((window.menu as { readonly template: readonly MenuLine[] } | null)?.template ?? [], '');
  }

  /** As after a power cut: nobody gets time to put anything away. */
  async cutPower(): Promise<void> {
    this.app.removeAllListeners();
    const gone = this.children
      .filter(({ pid }) => pid !== undefined)
      .map(async (child) => {
        const exit = once(child, 'exit');
        child.removeAllListeners('message');
        if (child.kill()) await exit;
      });
    await Promise.all(gone);
    await this.close();
  }

  async close(): Promise<void> {
    for (const child of this.children) child.kill();
    await (await this.#context).close();
    await this.#server.close();
  }

  #makeApp() {
    const { done } = this;
    const app = Object.assign(new EventEmitter(), {
      isPackaged: false,
      dock: undefined,
      getAppPath: () => this.#program,
      getVersion: () => '0.1.0',
      setPath: () => undefined,
      enableSandbox: () => void done.push('sandbox everything'),
      requestSingleInstanceLock: () => true,
      isReady: () => true,
      whenReady: async () => undefined,
      setBadgeCount: (count: number) => void done.push(`badge: ${count}`),
      addRecentDocument: (path: string) => void done.push(`recent: ${path}`),
      relaunch: () => void done.push('relaunch'),
      quit: () => {
        const event = { isPrevented: false, preventDefault: () => (event.isPrevented = true) };
        app.emit('before-quit', event);
        if (!event.isPrevented) app.exit(0);
      },
      exit: (code: number) => void app.emit('exited', code),
    });
    return app;
  }

  #makeWindowClass() {
    const host = {
      context: async () => this.#context,
      served: async (url: string) => this.#server.served(url),
      onFlash: (isOn: boolean) => void this.done.push(`flash: ${isOn}`),
      onMade: (window: StandInWindow) => {
        this.windows.push(window);
        this.app.emit('web-contents-created', {}, window.webContents);
      },
      onIpc: async (contents: Contents, kind: 'send' | 'invoke', channel: string, message: unknown) => {
        const listener = this.#ipc[kind === 'send' ? 'on' : 'handle'].get(channel);
        return listener?.({ sender: contents, senderFrame: contents.mainFrame }, message);
      },
    };
    const getFocusedWindow = (): StandInWindow | null => this.focused;
    return class extends StandInWindow {
      static getFocusedWindow = getFocusedWindow;
      constructor(options: WindowOptions) {
        super(options, host);
      }
    };
  }

  #makeNotificationClass() {
    const { done } = this;
    const isShown = (notification: EventEmitter): void => void (this.notification = notification);
    return class extends EventEmitter {
      readonly #words: Words;
      constructor(words: Words) {
        super();
        this.#words = words;
      }
      show(): void {
        done.push(`notify: ${this.#words.title}. ${this.#words.body}`);
        isShown(this);
      }
    };
  }
}

interface Words {
  readonly title: string;
  readonly body: string;
}

type Listener = (event: unknown, message: unknown) => unknown;

/** What was said about permissions and requests. */
export class SessionStandIn extends EventEmitter {
  permission: ((contents: unknown, name: string, decide: (isAllowed: boolean) => void) => void) | undefined;
  check: (() => boolean) | undefined;
  device: (() => boolean) | undefined;
  request: ((details: { url: string }, decide: (verdict: { cancel: boolean }) => void) => void) | undefined;
  spellChecks = true;
  readonly webRequest = {
    onBeforeRequest: (handler: NonNullable<SessionStandIn['request']>) => (this.request = handler),
  };
  setPermissionRequestHandler(handler: NonNullable<SessionStandIn['permission']>): void {
    this.permission = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }
  setSpellCheckerEnabled(isOn: boolean): void {
    this.spellChecks = isOn;
  }
}
