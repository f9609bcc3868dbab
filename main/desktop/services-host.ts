/**
 * The services' process of one window, as the shell has it: starts it, and again when it crashed; gives pages their ports;
 * starts the engine when the services ask for one; fetches videos and pictures. Knows no window.
 */
import { MessageChannelMain, utilityProcess } from 'electron';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { Asked, PlannedAnswer, Problem } from '../services/index.ts';
import type { Crash } from './crash-reports.ts';
import { startEngineProcess } from './engine-host.ts';
import type { StartedEngine } from './engine-host.ts';
import { SERVICES } from './places.ts';
import type { FromServices, ToServices } from './services-messages.ts';

interface ServicesPlan {
  /** Asked at each start: the person may have chosen another. */
  readonly ffmpeg: () => string | null;
  readonly onReady: () => void;
  readonly onUnable: (problem: Problem) => void;
  /** They are being started again. */
  readonly onCut: () => void;
  readonly onCrash: (crash: Crash) => void;
}

/** So many crashes in a while, and starting them again is of no use. */
const MOST_CRASHES = 3;
const WHILE_MS = 60_000;
/** A run writes what it has, and the project is closed. */
const CLOSING_MS = 10_000;
const KEPT_CHARACTERS = 2000;

export class ServicesHost {
  readonly #plan: ServicesPlan;
  readonly #engines = new Map<number, StartedEngine>();
  readonly #calls = new Map<number, (answer: PlannedAnswer | null) => void>();
  #child: UtilityProcess | undefined;
  #isReady = false;
  #isClosing = false;
  #lastCall = 0;
  #lastWords = '';
  #crashesMs: number[] = [];

  constructor(plan: ServicesPlan) {
    this.#plan = plan;
    this.#start();
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** The end of a new channel that is the page's. */
  newPagePort(): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain();
    this.#post({ kind: 'page' }, port1);
    return port2;
  }

  /** Null: they are away, or could not. */
  async resource({ method, address, header, signal }: Asked): Promise<PlannedAnswer | null> {
    if (!this.#isReady) return null;
    const call = ++this.#lastCall;
    const { promise, resolve } = Promise.withResolvers<PlannedAnswer | null>();
    const leave = (): void => this.#post({ kind: 'resource-left', call });
    signal.addEventListener('abort', leave, { once: true });
    this.#calls.set(call, resolve);
    const headers = Object.fromEntries(
      SENT.flatMap((name) => {
        const value = header(name);
        return value === null ? [] : [[name, value]];
      }),
    );
    this.#post({ kind: 'resource', call, method, address, headers });
    try {
      return await promise;
    } finally {
      this.#calls.delete(call);
      signal.removeEventListener('abort', leave);
    }
  }

  /** Where they could not be started, or are to be with something else. */
  again(): void {
    if (this.#child === undefined) return this.#start();
    this.#crashesMs = [];
    this.#post({ kind: 'close' });
  }

  /** Resolves when what was under way is put away and the process is gone. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const child = this.#child;
    if (child === undefined) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    this.#post({ kind: 'close' });
    const impatient = setTimeout(() => child.kill(), CLOSING_MS);
    await gone;
    clearTimeout(impatient);
  }

  #start(): void {
    const child = utilityProcess.fork(SERVICES, [], {
      serviceName: 'Panda services',
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    this.#child = child;
    this.#lastWords = '';
    child.stderr?.on('data', (text: Buffer) => {
      this.#lastWords = (this.#lastWords + text.toString()).slice(-KEPT_CHARACTERS);
    });
    child.on('message', (message: FromServices) => this.#receive(message));
    child.once('exit', (code) => this.#ended(code));
    this.#post({ kind: 'begin', ffmpeg: this.#plan.ffmpeg() });
  }

  #receive(message: FromServices): void {
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        return this.#plan.onReady();
      case 'unable':
        return this.#plan.onUnable(message.problem);
      case 'spawn-engine':
        return void this.#spawnEngine(message.engine);
      case 'kill-engine':
        this.#engines.get(message.engine)?.kill();
        this.#engines.delete(message.engine);
        return;
      case 'resource':
        return this.#calls.get(message.call)?.(message.answer);
      case 'defect':
        return this.#plan.onCrash({ of: 'services', what: `A defect; the process went on.\n\n${message.text}` });
    }
  }

  async #spawnEngine(engine: number): Promise<void> {
    const started = startEngineProcess();
    this.#engines.set(engine, started);
    this.#post({ kind: 'engine', engine, pid: (await started.pid) ?? null }, started.port);
    const exit = await started.ended;
    // One that was killed has been taken off the list.
    if (this.#engines.delete(engine)) {
      this.#plan.onCrash({ of: 'engine', what: `exit code ${exit.exitCode}`, lastWords: exit.lastWords });
    }
    this.#post({ kind: 'engine-ended', engine, exit });
  }

  #ended(code: number): void {
    this.#child = undefined;
    this.#isReady = false;
    for (const engine of this.#engines.values()) engine.kill();
    this.#engines.clear();
    for (const answer of [...this.#calls.values()]) answer(null);
    if (this.#isClosing) return;
    this.#plan.onCut();
    if (code === 0) return this.#start();
    const cause = `exit code ${code}`;
    this.#plan.onCrash({ of: 'services', what: cause, lastWords: this.#lastWords });
    const now = Date.now();
    this.#crashesMs = [...this.#crashesMs.filter((atMs) => now - atMs < WHILE_MS), now];
    if (this.#crashesMs.length >= MOST_CRASHES) this.#plan.onUnable({ code: 'services-ended', cause });
    else this.#start();
  }

  #post(message: ToServices, port?: MessagePortMain): void {
    this.#child?.postMessage(message, port === undefined ? [] : [port]);
  }
}

/** Of a request for a video or a picture, what its answer depends on. */
const SENT = ['range', 'if-range', 'if-none-match', 'if-modified-since'] as const;
