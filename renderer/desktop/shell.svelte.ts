/**
 * This page within the desktop shell: begins where the person was, does what menus say, and tells the shell what it shows
 * around the page. Knows no Electron.
 */
import type { DesktopBridge, ShellSaid } from '../../main/contract/desktop.ts';
import type { RunId } from '../../main/document/ids.ts';
import type { Ports } from '../connection/port.ts';
import { language } from '../locales/language.svelte.ts';
import type { App } from '../state/app.svelte.ts';
import { Opening } from '../state/opening.svelte.ts';
import type { Running } from '../state/running.svelte.ts';
import { Runs } from '../state/runs.svelte.ts';
import { frameOf } from './frame.ts';
import { takePaths } from './take-paths.ts';
import { goBackTo, whereaboutsOf } from './whereabouts.ts';

/** Menus follow what is selected; that they do so a little later is not seen. */
const PACE_MS = 100;
/** Whoever waited no longer than this is still there. */
const LONG_MS = 30_000;

export class Shell {
  readonly #app: App;
  readonly #bridge: DesktopBridge;
  readonly #ports: Ports;

  constructor(app: App, { bridge, ports }: { readonly bridge: DesktopBridge; readonly ports: Ports }) {
    this.#app = app;
    this.#bridge = bridge;
    this.#ports = ports;
    bridge.hear((said) => this.#hear(said));
    this.#takeDrops();
  }

  async start(): Promise<void> {
    const app = this.#app;
    const begin = await this.#bridge.ask({ kind: 'begin' });
    await app.start();
    this.#tellAlong();
    try {
      if (begin.project !== null) {
        await app.of(Opening).open(begin.project);
        goBackTo(app, begin.place);
      }
    } finally {
      // Not before: until then nothing is shown that should be found again.
      this.#tellWhere();
    }
    await takePaths(app, begin.paths);
  }

  #hear(said: ShellSaid): void {
    const app = this.#app;
    switch (said.kind) {
      case 'perform': {
        const action = app.actions.get(said.id);
        if (action !== undefined && app.actions.mayRun(action, app)) app.perform(action);
        return;
      }
      case 'open':
        return this.#take([...(said.project === null ? [] : [said.project]), ...said.paths]);
      case 'resume':
        app
          .of(Runs)
          .resume(said.run as RunId)
          .catch((error: unknown) => app.report(error));
        return;
      case 'updates':
        app.updates = said.updates;
        return;
      case 'cut':
        return this.#ports.cut();
      case 'unable':
        app.unable = said.problem;
        return;
      case 'closing':
        return void this.#part();
    }
  }

  /** Fields keep what is typed when the page goes. */
  async #part(): Promise<void> {
    globalThis.dispatchEvent(new Event('pagehide'));
    await this.#app.saving.settled();
    this.#bridge.say({ kind: 'closed' });
  }

  #take(paths: readonly string[]): void {
    takePaths(this.#app, paths).catch((error: unknown) => this.#app.report(error));
  }

  /** Before any panel sees it: a browser's page does not know where a dropped file lies, and this one does. */
  #takeDrops(): void {
    document.addEventListener('dragover', (event) => event.preventDefault(), true);
    document.addEventListener(
      'drop',
      (event) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        this.#take(files.map((file) => this.#bridge.pathOf(file)).filter((path) => path !== ''));
      },
      true,
    );
  }

  #tellWhere(): void {
    const tell = paced(PACE_MS, (where: ReturnType<typeof whereaboutsOf>) =>
      this.#bridge.say({ kind: 'where', ...where }),
    );
    $effect.root(() => {
      $effect(() => tell(whereaboutsOf(this.#app)));
    });
  }

  #tellAlong(): void {
    const app = this.#app;
    const bridge = this.#bridge;
    $effect.root(() => {
      const tellFrame = paced(PACE_MS, (frame: ReturnType<typeof frameOf>) => bridge.say({ kind: 'frame', frame }));
      $effect(() => tellFrame(frameOf(app)));
      $effect(() => bridge.say({ kind: 'theme', theme: app.settings.theme }));
      const runs = app.of(Runs);
      let last: (Running & { readonly sinceMs: number }) | null = null;
      $effect(() => {
        const { now } = app.running;
        const id = runs.live?.runId;
        const isOn = now !== null && id !== undefined;
        bridge.say({ kind: 'run', run: isOn ? { id, share: now.total === 0 ? 0 : now.done / now.total } : null });
        if (isOn) last = { ...now, sinceMs: last?.sinceMs ?? performance.now() };
        else if (last !== null && performance.now() - last.sinceMs >= LONG_MS) {
          const t = language.t.desktop;
          const counts = [language.count(last.done), language.count(last.total), language.count(last.failed)] as const;
          bridge.say({ kind: 'over', title: t.over(last.name), body: t.overCounts(...counts) });
          last = null;
        } else last = null;
      });
    });
  }
}

/** Says the newest of what changes often, and nothing that is as it was. */
function paced<What>(paceMs: number, say: (what: What) => void): (what: What) => void {
  let said = '';
  let newest: What;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (what) => {
    newest = what;
    timer ??= setTimeout(() => {
      timer = undefined;
      const text = JSON.stringify(newest);
      if (text === said) return;
      said = text;
      say(newest);
    }, paceMs);
  };
}
