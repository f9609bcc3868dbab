/**
 * The engine: how tensors become tokens, in a process of its own. Knows graphs, caches and token ids; knows no model, no
 * text and no video. This is its only door; it loads no onnxruntime on this side.
 */
import { totalmem } from 'node:os';
import { Connection } from './connection.ts';
import { generate, type DecoderHandle, type GenerateRequest, type Generation } from './generate.ts';
import type { Device, EngineNotice } from './device.ts';
import type { Priority } from './generation.ts';
import type { EngineStatus } from './messages.ts';
import type { DecoderSource } from './placed.ts';
import type { ProbePlan, Probed } from './probe.ts';
import type { GraphSource } from './session.ts';
import type { SpawnEngine } from './spawn.ts';
import type { Tensor } from './tensor.ts';
import { countPhysicalCores } from './threads.ts';

export type { DecoderHandle, GenerateRequest, Generation } from './generate.ts';
export type { Device, EngineNotice } from './device.ts';
export type { GenerationEnd, PrefixPiece, Priority } from './generation.ts';
export type { EngineStatus } from './messages.ts';
export { EngineError, type EngineProblem } from './problem.ts';
export type { DecoderSource } from './placed.ts';
export type { Probed } from './probe.ts';
export type { Sampling, TokenEvent } from './sampling.ts';
export { forkEngine, type EngineExit, type EngineProcess, type SpawnEngine } from './spawn.ts';
export type { Tensor } from './tensor.ts';

export interface EngineOptions {
  readonly spawn: SpawnEngine;
  /** Most bytes of all caches together (a quarter of the machine's memory). Weights and workspace come on top. */
  readonly memoryBudgetBytes?: number;
  /** Threads of a graph (the machine's physical cores). */
  readonly threads?: number;
  /** Most requests of a priority that are decoded together (16). */
  readonly batchSize?: number;
  /** A device or its memory failed, and the work goes on. */
  readonly onNotice?: (notice: EngineNotice) => void;
}

export interface GraphHandle {
  readonly kind: 'graph';
  readonly handle: number;
}

export interface Engine extends AsyncDisposable {
  /** Fails with graph-unreadable. The handle stays good through crashes, until it is unloaded. */
  loadGraph(source: GraphSource, options?: { readonly device?: Device }): Promise<GraphHandle>;
  loadDecoder(source: DecoderSource): Promise<DecoderHandle>;
  /** Ends what is under way with it as cancelled. */
  unload(loaded: GraphHandle | DecoderHandle): Promise<void>;
  /** Runs a graph once, in its turn. Fails with graph-failed. */
  run(
    graph: GraphHandle,
    inputs: Readonly<Record<string, Tensor>>,
    options?: { readonly priority?: Priority },
  ): Promise<Readonly<Record<string, Tensor>>>;
  /** Begins at once, whether or not anyone iterates. Cancelled by the signal it ends well, with what there is. */
  generate(request: GenerateRequest, options?: { readonly signal?: AbortSignal }): Generation;
  /** What a decoder computes on fixed tokens, and how quickly, in its turn. Fails with graph-failed. */
  probe(decoder: DecoderHandle, plan: ProbePlan): Promise<Probed>;
  /** Gives the memory of a prefix back, which nobody is to ask about again. While a request has it, it stays. */
  dropPrefix(decoder: DecoderHandle, key: string): void;
  computeStatus(): Promise<EngineStatus>;
  /** Of the process, where there is one. */
  readonly pid: number | undefined;
  /** Ends the process now; what is under way fails with engine-closed. */
  close(): Promise<void>;
}

/** The process starts with the first request, and keeps the program that uses it alive only while there are requests. */
export function startEngine(options: EngineOptions): Engine {
  const connection = new Connection(
    options.spawn,
    {
      memoryBudgetBytes: options.memoryBudgetBytes ?? Math.floor(totalmem() / 4),
      threads: options.threads ?? countPhysicalCores(),
      batchSize: options.batchSize ?? 16,
    },
    options.onNotice ?? (() => undefined),
  );
  return {
    loadGraph: async (source, { device = 'cpu' } = {}) => {
      const handle = connection.newNumber();
      await connection.load({ kind: 'load-graph', call: connection.newNumber(), handle, source, device });
      return { kind: 'graph', handle };
    },
    loadDecoder: async (source) => {
      const handle = connection.newNumber();
      await connection.load({ kind: 'load-decoder', call: connection.newNumber(), handle, source });
      return { kind: 'decoder', handle };
    },
    unload: ({ handle }) => connection.unload(handle),
    run: async ({ handle: graph }, inputs, { priority = 'batch' } = {}) => {
      const message = { kind: 'run', call: connection.newNumber(), graph, inputs, priority } as const;
      return (await connection.ask(message, graph)) as Readonly<Record<string, Tensor>>;
    },
    generate: (request, { signal } = {}) => generate(connection, request, signal),
    probe: async ({ handle: decoder }, plan) => {
      return (await connection.ask({ kind: 'probe', call: connection.newNumber(), decoder, plan }, decoder)) as Probed;
    },
    dropPrefix: ({ handle: decoder }, prefixKey) => connection.notify({ kind: 'drop-prefix', decoder, prefixKey }),
    computeStatus: async () => (await connection.ask({ kind: 'status', call: connection.newNumber() })) as EngineStatus,
    get pid() {
      return connection.pid;
    },
    close: () => connection.close(),
    [Symbol.asyncDispose]: () => connection.close(),
  };
}
