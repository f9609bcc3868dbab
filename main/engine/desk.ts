/**
 * Answers the messages that reach the engine's process: loads graphs, and hands everything that takes time to the
 * scheduler. Knows handles and calls; does not know what process it is in.
 */
import type { EngineNotice } from './device.ts';
import type { GenerationEnd } from './generation.ts';
import { Job } from './job.ts';
import type { EnginePort, EngineSettings, FromEngine, ToEngine } from './messages.ts';
import { EngineError } from './problem.ts';
import { openGraph, type PlacedGraph } from './placed-graph.ts';
import { probe } from './probe.ts';
import { openReader, type Reader } from './reader.ts';
import { Scheduler } from './scheduler.ts';

/** Serves one client for as long as the process lives. */
export function serve(port: EnginePort): void {
  let desk: Desk | null = null;
  port.onMessage((message) => {
    if (message.kind === 'settings') desk ??= new Desk(port, message.settings);
    else desk?.receive(message);
  });
}

class Desk {
  readonly #port: EnginePort;
  readonly #settings: EngineSettings;
  readonly #scheduler: Scheduler;
  readonly #loaded = new Map<number, Promise<PlacedGraph | Reader>>();
  /** Calls to generate whose decoder is still being loaded. */
  readonly #awaitingDecoder = new Set<number>();
  #outbox: FromEngine[] = [];
  #longMessage: PromiseWithResolvers<void> | null = null;

  constructor(port: EnginePort, settings: EngineSettings) {
    this.#port = port;
    this.#settings = settings;
    this.#scheduler = new Scheduler(
      { budgetBytes: settings.memoryBudgetBytes, batchSize: settings.batchSize },
      {
        wantPieces: (call) => this.#outbox.push({ kind: 'want-pieces', call }),
        token: (call, token) => this.#outbox.push({ kind: 'token', call, token }),
        ended: (call, end) => this.#outbox.push({ kind: 'ended', call, end }),
        failed: (call, error) => this.#outbox.push(failure(call, error)),
        notice: (notice) => this.#outbox.push({ kind: 'notice', notice }),
        turnEnded: () => this.#send(),
      },
    );
  }

  get #how() {
    const onNotice = (notice: EngineNotice) => void this.#outbox.push({ kind: 'notice', notice });
    return { threads: this.#settings.threads, onNotice };
  }

  receive(message: Exclude<ToEngine, { kind: 'settings' }>): void {
    this.#longMessage?.resolve();
    this.#longMessage = null;
    switch (message.kind) {
      case 'load-graph':
        return this.#load(message, openGraph(message.source, { ...this.#how, device: message.device }));
      case 'load-decoder':
        return this.#load(message, openReader(message.source, this.#how));
      case 'unload':
        return this.#unload(message);
      case 'run':
        return this.#run(message);
      case 'generate':
        return void this.#generate(message);
      case 'probe':
        return this.#probe(message);
      case 'pieces':
        return this.#scheduler.give(message.call, message.pieces);
      case 'cancel':
        return this.#cancel(message.call);
      case 'drop-prefix':
        return this.#scheduler.dropPrefix(`${message.decoder}/${message.prefixKey}`);
      case 'status': {
        const status = { ...this.#scheduler.status, residentBytes: process.memoryUsage.rss() };
        return void this.#answer(message.call, Promise.resolve(status));
      }
      case 'long-message-next':
        this.#longMessage = Promise.withResolvers();
        return this.#scheduler.holdUntil(this.#longMessage.promise);
    }
  }

  #load({ call, handle }: { call: number; handle: number }, loading: Promise<PlacedGraph | Reader>): void {
    this.#loaded.set(handle, loading);
    void this.#answer(
      call,
      loading.then(() => null),
    );
  }

  /** When its turn comes, so that nothing at work loses its graph. */
  #unload({ call, handle }: { call: number; handle: number }): void {
    this.#scheduler.run('interactive', async () => {
      const loaded = await this.#find(handle);
      this.#loaded.delete(handle);
      if ('read' in loaded) this.#scheduler.forget(loaded);
      await this.#answer(call, loaded.release());
    });
  }

  #run({ call, graph, inputs, priority }: Extract<ToEngine, { kind: 'run' }>): void {
    this.#scheduler.run(priority, async () => {
      await this.#answer(
        call,
        this.#find(graph).then((session) => {
          if (!('run' in session)) throw new TypeError(`handle ${graph} is a decoder, not a graph`);
          return session.run(inputs);
        }),
      );
    });
  }

  /** In its turn, whole: nothing else is to be measured with it. */
  #probe({ call, decoder, plan }: Extract<ToEngine, { kind: 'probe' }>): void {
    this.#scheduler.run('batch', async () => {
      await this.#answer(
        call,
        this.#find(decoder).then((reader) => {
          if (!('read' in reader)) throw new TypeError(`handle ${decoder} is a graph, not a decoder`);
          return probe(reader, plan);
        }),
      );
    });
  }

  async #generate({ call, decoder, prefixKey, request }: Extract<ToEngine, { kind: 'generate' }>): Promise<void> {
    this.#awaitingDecoder.add(call);
    try {
      const reader = await this.#find(decoder);
      if (!('read' in reader)) throw new TypeError(`handle ${decoder} is a graph, not a decoder`);
      if (!this.#awaitingDecoder.delete(call)) return;
      const key = prefixKey === null ? null : `${decoder}/${prefixKey}`;
      this.#scheduler.generate(new Job(call, { reader, request, prefixKey: key }));
    } catch (error) {
      this.#awaitingDecoder.delete(call);
      this.#outbox.push(failure(call, error));
      this.#send();
    }
  }

  #cancel(call: number): void {
    if (!this.#awaitingDecoder.delete(call)) return this.#scheduler.cancel(call);
    this.#outbox.push({ kind: 'ended', call, end: nothingGenerated });
    this.#send();
  }

  async #find(handle: number): Promise<PlacedGraph | Reader> {
    const loaded = await this.#loaded.get(handle);
    if (!loaded) throw new RangeError(`nothing is loaded as ${handle}`);
    return loaded;
  }

  async #answer(call: number, answer: Promise<unknown>): Promise<void> {
    try {
      const value = await answer; // before the outbox is looked up: it may be another one by then
      this.#outbox.push({ kind: 'done', call, value });
    } catch (error) {
      this.#outbox.push(failure(call, error));
    }
    this.#send();
  }

  #send(): void {
    if (this.#outbox.length === 0) return;
    this.#port.postMessage(this.#outbox);
    this.#outbox = [];
  }
}

const nothingGenerated: GenerationEnd = {
  stop: 'cancelled',
  stopToken: null,
  promptTokens: 0,
  reusedTokens: 0,
  newTokens: 0,
  waitedMs: 0,
  readMs: 0,
  writeMs: 0,
};

function failure(call: number, error: unknown): FromEngine {
  if (error instanceof EngineError) return { kind: 'failed', call, problem: error.problem };
  return { kind: 'defect', call, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
