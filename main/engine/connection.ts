/**
 * The line to the engine's process: starts it when it is first needed and again after a crash, tells it anew what had
 * been loaded, and fails what was under way when it died. Knows calls and handles; not what the calls are for.
 */
import type { Device, EngineNotice } from './device.ts';
import type { EngineSettings, FromEngine, ToEngine } from './messages.ts';
import { EngineError } from './problem.ts';
import type { EngineExit, EngineProcess, SpawnEngine } from './spawn.ts';
import type { Tensor } from './tensor.ts';

export type LoadMessage = Extract<ToEngine, { kind: 'load-graph' | 'load-decoder' }>;

/** What a call hears back: any number of messages, then one of `done` and `fail`. */
export interface Caller {
  receive?(message: FromEngine): void;
  done(value: unknown): void;
  fail(error: Error): void;
}

/** A message of so many bytes takes long enough to arrive to be announced. */
const longMessageBytes = 1 << 20;

export class Connection {
  readonly #spawn: SpawnEngine;
  readonly #settings: EngineSettings;
  readonly #onNotice: (notice: EngineNotice) => void;
  readonly #callers = new Map<number, Caller>();
  /** What the process has to have loaded, by handle. */
  readonly #loads = new Map<number, LoadMessage>();
  readonly #loadedHere = new Set<number>();
  #process: EngineProcess | null = null;
  #exited: Promise<void> = Promise.resolve();
  #closed = false;
  #lastNumber = 0;

  constructor(spawn: SpawnEngine, settings: EngineSettings, onNotice: (notice: EngineNotice) => void) {
    this.#spawn = spawn;
    this.#settings = settings;
    this.#onNotice = onNotice;
  }

  /** A number that was never used: for a call or a handle. */
  newNumber(): number {
    return ++this.#lastNumber;
  }

  /** Sends a message with the number of a new call. `uses` is loaded first where the process does not have it. */
  call(message: Extract<ToEngine, { call: number }>, caller: Caller, uses?: number): void {
    if (this.#closed) return caller.fail(new EngineError({ code: 'engine-closed' }));
    const load = uses === undefined ? undefined : this.#loads.get(uses);
    if (uses !== undefined && !load) return caller.fail(new RangeError(`handle ${uses} is not loaded`));
    this.#process ??= this.#start();
    this.#callers.set(message.call, caller);
    this.#process.keepParent(true);
    if (load && !this.#loadedHere.has(load.handle)) this.#post({ ...load, call: this.newNumber() }); // if it fails, so does this call
    this.#post(message);
  }

  ask(message: Extract<ToEngine, { call: number }>, uses?: number): Promise<unknown> {
    return new Promise((done, fail) => this.call(message, { done, fail }, uses));
  }

  /** Loads now, and again in every later process until `unload`. */
  async load(message: LoadMessage): Promise<void> {
    this.#loads.set(message.handle, message);
    try {
      await this.ask(message);
    } catch (error) {
      const now = this.#loads.get(message.handle);
      if (now && now !== message) return this.load(now); // its device took the process with it
      this.#loads.delete(message.handle);
      throw error;
    }
  }

  async unload(handle: number): Promise<void> {
    this.#loads.delete(handle);
    if (this.#loadedHere.delete(handle)) await this.ask({ kind: 'unload', call: this.newNumber(), handle });
  }

  /** Something more about a call under way; nothing when it is over. */
  tell(message: Extract<ToEngine, { kind: 'pieces' | 'cancel' }>): void {
    if (this.#callers.has(message.call)) this.#post(message);
  }

  /** Something that no call is about; nothing where there is no process. */
  notify(message: Extract<ToEngine, { kind: 'drop-prefix' }>): void {
    this.#process?.postMessage(message);
  }

  /** Ends the process; resolves when it is gone. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#process?.keepParent(true);
    this.#process?.kill();
    await this.#exited;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  #start(): EngineProcess {
    const engine = this.#spawn();
    const exited = Promise.withResolvers<void>();
    this.#exited = exited.promise;
    this.#loadedHere.clear();
    engine.onMessage((messages) => {
      for (const message of messages) this.#receive(message);
    });
    engine.onExit((exit) => {
      if (this.#process === engine) this.#lost(exit);
      exited.resolve();
    });
    engine.postMessage({ kind: 'settings', settings: this.#settings });
    return engine;
  }

  #post(message: ToEngine): void {
    if (message.kind === 'load-graph' || message.kind === 'load-decoder') this.#loadedHere.add(message.handle);
    if (bytesOf(message) >= longMessageBytes) this.#process?.postMessage({ kind: 'long-message-next' });
    this.#process?.postMessage(message);
  }

  #receive(message: FromEngine): void {
    if (message.kind === 'notice') return this.#onNotice(message.notice);
    const caller = this.#callers.get(message.call);
    if (!caller) return; // a load that was repeated on the way
    switch (message.kind) {
      case 'token':
      case 'want-pieces':
        return caller.receive?.(message);
      case 'done':
      case 'ended':
      case 'failed':
      case 'defect':
        this.#callers.delete(message.call);
        if (this.#callers.size === 0) this.#process?.keepParent(false);
    }
    if (message.kind === 'failed') caller.fail(new EngineError(message.problem));
    else if (message.kind === 'defect') caller.fail(new Error(message.message));
    else caller.done(message.kind === 'done' ? message.value : message.end);
  }

  /** A driver that fails may end the process: the next one does without it. */
  #leaveDevices({ exitCode, lastWords, signal }: EngineExit): void {
    const cause = lastWords.trim().split('\n').at(-1) || (signal ?? `exit code ${exitCode ?? 'unknown'}`);
    for (const load of this.#loads.values()) {
      const device = deviceOf(load);
      if (device === 'cpu') continue;
      this.#loads.set(load.handle, onProcessor(load));
      const path = pathOf(load);
      this.#onNotice({ code: 'device-left', device, path, cause });
    }
  }

  #lost(exit: EngineExit): void {
    this.#process = null;
    const problem = this.#closed
      ? ({ code: 'engine-closed' } as const)
      : ({ code: 'engine-crashed', ...exit } as const);
    if (!this.#closed) this.#leaveDevices(exit);
    const callers = [...this.#callers.values()];
    this.#callers.clear();
    for (const caller of callers) caller.fail(new EngineError(problem));
  }
}

/** The same load, on the processor. */
function onProcessor(load: LoadMessage): LoadMessage {
  if (load.kind === 'load-graph') return { ...load, device: 'cpu' };
  return { ...load, source: { ...load.source, device: 'cpu' } };
}

function pathOf(load: LoadMessage): string {
  if (load.kind === 'load-decoder') return load.source.decoder;
  return typeof load.source === 'string' ? load.source : load.source.path;
}

function deviceOf(load: LoadMessage): Device {
  return load.kind === 'load-graph' ? load.device : (load.source.device ?? 'cpu');
}

function bytesOf(message: ToEngine): number {
  const sum = (tensors: readonly Tensor[]) => tensors.reduce((bytes, { data }) => bytes + data.byteLength, 0);
  if (message.kind === 'run') return sum(Object.values(message.inputs));
  if (message.kind !== 'pieces') return 0;
  return sum(message.pieces.flatMap((piece) => ('embeddings' in piece ? piece.embeddings : [])));
}
