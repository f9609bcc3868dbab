/**
 * Stands in for Electron's BrowserWindow: a page of chromium, with the built preload before anything else of it. Covers
 * neither the sandbox nor the cloning of what goes through contextBridge.
 */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright';
import type { ChannelEnd } from './channels.ts';

export interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly webPreferences: { readonly preload: string } & Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

export interface StandInHost {
  readonly context: () => Promise<BrowserContext>;
  /** Where a page is served instead of at the app's own address. */
  readonly served: (url: string) => Promise<string>;
  readonly onFlash: (isOn: boolean) => void;
  readonly onMade: (window: StandInWindow) => void;
  /** What a page says over ipcRenderer. Resolves with the answer to what it asks. */
  readonly onIpc: (contents: Contents, kind: 'send' | 'invoke', channel: string, message: unknown) => Promise<unknown>;
}

const ORIGIN = 'media://panda';
let lastId = 0;

export class Contents extends EventEmitter {
  readonly id = ++lastId;
  readonly mainFrame = { origin: ORIGIN };
  /** What the shell told the page. */
  readonly told: unknown[] = [];
  /** What came to the page over its ports. */
  readonly given: unknown[] = [];
  openHandler: ((details: { readonly url: string }) => unknown) | undefined;
  readonly #window: StandInWindow;
  #lastPort = 0;

  constructor(window: StandInWindow) {
    super();
    this.#window = window;
  }

  setWindowOpenHandler(handler: (details: { readonly url: string }) => unknown): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return this.#window.url;
  }

  reload(): void {
    void this.#window.load();
  }

  send(channel: string, message: unknown): void {
    this.told.push(message);
    void this.#window.inPage(`pandaIpc.hear(${JSON.stringify([channel, message])})`);
  }

  postMessage(channel: string, _message: unknown, [end]: readonly ChannelEnd[]): void {
    if (end === undefined) return;
    const number = ++this.#lastPort;
    this.#window.ends.set(number, end);
    void this.#window.inPage(`pandaIpc.port(${JSON.stringify([channel, number])})`);
    end.handTo({
      send: (data) => {
        this.given.push(data);
        void this.#window.inPage(`pandaIpc.give(${number}, ${packed(data)})`);
      },
      onClosed: () => undefined,
    });
  }
}

export class StandInWindow extends EventEmitter {
  readonly options: WindowOptions;
  readonly webContents: Contents;
  readonly page: Promise<Page>;
  readonly ends = new Map<number, ChannelEnd>();
  readonly progress: number[] = [];
  url = '';
  menu: unknown = null;
  isShown = false;
  #bounds: { x: number; y: number; width: number; height: number };
  #isDestroyed = false;
  #isFullScreen = false;
  #isMaximized = false;
  #isLoading: Promise<unknown> = Promise.resolve();
  readonly #host: StandInHost;

  constructor(options: WindowOptions, host: StandInHost) {
    super();
    this.options = options;
    this.#host = host;
    const { x = 0, y = 0, width, height } = options;
    this.#bounds = { x, y, width, height };
    this.#isFullScreen = options['fullscreen'] === true;
    this.webContents = new Contents(this);
    this.page = this.#makePage();
    host.onMade(this);
  }

  async #makePage(): Promise<Page> {
    const page = await (await this.#host.context()).newPage();
    await page.exposeBinding('pandaSays', async (_source, kind: 'send' | 'invoke', channel: string, message: unknown) =>
      this.#host.onIpc(this.webContents, kind, channel, message),
    );
    await page.exposeBinding('pandaPort', (_source, number: number, data: unknown) => {
      this.ends.get(number)?.postMessage(unpacked(data));
    });
    await page.addInitScript(initScript(readFileSync(this.options.webPreferences.preload, 'utf8')));
    page.on('crash', () => this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }));
    return page;
  }

  /** Undefined: the test was over before it was made. */
  async #made(): Promise<Page | undefined> {
    return this.page.catch(() => undefined);
  }

  loadURL(url: string): Promise<void> {
    this.url = url;
    return this.load();
  }

  async load(): Promise<void> {
    const page = await this.#made();
    if (page === undefined) return;
    this.#isLoading = page.goto(await this.#host.served(this.url)).catch((error: unknown) => {
      if (!this.#isDestroyed) throw error;
    });
    await this.#isLoading;
    if (!this.isShown) this.emit('ready-to-show');
  }

  async inPage(script: string): Promise<void> {
    const page = await this.#made();
    await this.#isLoading;
    await page?.evaluate(script).catch(() => undefined);
  }

  show(): void {
    this.isShown = true;
  }
  focus(): void {
    this.emit('focus');
  }
  isFocused(): boolean {
    return false;
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {
    this.isShown = true;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  /** As by the person: may be prevented. */
  close(): void {
    const event = { isPrevented: false, preventDefault: () => (event.isPrevented = true) };
    this.emit('close', event);
    if (!event.isPrevented) this.destroy();
  }
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    for (const end of this.ends.values()) end.close();
    void this.#made().then(async (page) => page?.close());
    this.emit('closed');
  }
  getBounds(): { x: number; y: number; width: number; height: number } {
    return this.#bounds;
  }
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return this.#bounds;
  }
  setBounds(bounds: { x: number; y: number; width: number; height: number }): void {
    this.#bounds = bounds;
    this.emit('move');
  }
  maximize(): void {
    this.#isMaximized = true;
    this.emit('maximize');
  }
  isMaximized(): boolean {
    return this.#isMaximized;
  }
  isFullScreen(): boolean {
    return this.#isFullScreen;
  }
  setFullScreen(isFull: boolean): void {
    this.#isFullScreen = isFull;
    this.emit(isFull ? 'enter-full-screen' : 'leave-full-screen');
  }
  setMenu(menu: unknown): void {
    this.menu = menu;
  }
  setProgressBar(share: number): void {
    this.progress.push(share);
  }
  flashFrame(isOn: boolean): void {
    this.#host.onFlash(isOn);
  }
}

/** The preload as Electron runs it: with a `require` that knows Electron alone. */
function initScript(preload: string): string {
  return `(() => {
    const listeners = new Map();
    const ports = new Map();
    const hear = (channel, event, ...rest) => (listeners.get(channel) ?? []).forEach((one) => one(event, ...rest));
    const packed = (data) => (typeof data === 'string' ? data : { bytes: [...new Uint8Array(data.buffer ?? data)] });
    globalThis.pandaIpc = {
      hear: ([channel, message]) => hear(channel, {}, message),
      port: ([channel, number]) => {
        const { port1, port2 } = new MessageChannel();
        ports.set(number, port1);
        port1.onmessage = ({ data }) => globalThis.pandaPort(number, packed(data));
        hear(channel, { ports: [port2] });
      },
      give: (number, data) => ports.get(number)?.postMessage(typeof data === 'string' ? data : new Uint8Array(data.bytes)),
    };
    const electron = {
      contextBridge: { exposeInMainWorld: (name, value) => { globalThis[name] = value; } },
      ipcRenderer: {
        send: (channel, message) => void globalThis.pandaSays('send', channel, message),
        invoke: (channel, message) => globalThis.pandaSays('invoke', channel, message),
        on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      },
      // A page cannot be made to drop a real file: the test says where it lies by its name.
      webUtils: { getPathForFile: (file) => globalThis.pandaDropped?.[file.name] ?? '' },
    };
    const require = (name) => {
      if (name !== 'electron') throw new Error('A sandboxed preload may not load ' + name);
      return electron;
    };
    const process = { platform: 'linux' };
    ((require, process) => { ${preload}
    })(require, process);
  })();`;
}

function packed(data: unknown): string {
  return JSON.stringify(typeof data === 'string' ? data : { bytes: [...(data as Uint8Array)] });
}

function unpacked(data: unknown): unknown {
  return typeof data === 'string' ? data : Uint8Array.from((data as { bytes: number[] }).bytes);
}
