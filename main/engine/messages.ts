/**
 * How the engine's process and its client talk: every message of both ways. Requests that have an answer carry a `call`
 * number of the client's choosing, loaded things a `handle` number, likewise. Knows no transport.
 */
import type { Device, EngineNotice } from './device.ts';
import type { GenerationEnd, GenerationRequest, PrefixPiece, Priority } from './generation.ts';
import type { EngineProblem } from './problem.ts';
import type { DecoderSource } from './placed.ts';
import type { ProbePlan } from './probe.ts';
import type { TokenEvent } from './sampling.ts';
import type { GraphSource } from './session.ts';
import type { SchedulerStatus } from './scheduler.ts';
import type { Tensor } from './tensor.ts';

export interface EngineSettings {
  /** Most bytes of all caches together. Graphs, their weights and their workspace come on top. */
  readonly memoryBudgetBytes: number;
  /** Threads a graph may use. */
  readonly threads: number;
  /** Most requests of a priority that are decoded together. */
  readonly batchSize: number;
}

export interface EngineStatus extends SchedulerStatus {
  /** The memory of the engine's process. */
  readonly residentBytes: number;
}

export type ToEngine =
  | { readonly kind: 'settings'; readonly settings: EngineSettings }
  | {
      readonly kind: 'load-graph';
      readonly call: number;
      readonly handle: number;
      readonly source: GraphSource;
      readonly device: Device;
    }
  | { readonly kind: 'load-decoder'; readonly call: number; readonly handle: number; readonly source: DecoderSource }
  | { readonly kind: 'unload'; readonly call: number; readonly handle: number }
  | {
      readonly kind: 'run';
      readonly call: number;
      readonly graph: number;
      readonly inputs: Readonly<Record<string, Tensor>>;
      readonly priority: Priority;
    }
  | {
      readonly kind: 'generate';
      readonly call: number;
      readonly decoder: number;
      readonly prefixKey: string | null;
      readonly request: GenerationRequest;
    }
  | { readonly kind: 'probe'; readonly call: number; readonly decoder: number; readonly plan: ProbePlan }
  | { readonly kind: 'pieces'; readonly call: number; readonly pieces: readonly PrefixPiece[] }
  | { readonly kind: 'cancel'; readonly call: number }
  | { readonly kind: 'drop-prefix'; readonly decoder: number; readonly prefixKey: string }
  | { readonly kind: 'status'; readonly call: number }
  /** The next message is long. It would arrive in parts between runs, so the engine waits for it instead. */
  | { readonly kind: 'long-message-next' };

export type FromEngine =
  | { readonly kind: 'notice'; readonly notice: EngineNotice }
  | { readonly kind: 'done'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly call: number; readonly problem: EngineProblem }
  /** A mistake in the engine or in its use. */
  | { readonly kind: 'defect'; readonly call: number; readonly message: string }
  | { readonly kind: 'want-pieces'; readonly call: number }
  | { readonly kind: 'token'; readonly call: number; readonly token: TokenEvent }
  | { readonly kind: 'ended'; readonly call: number; readonly end: GenerationEnd };

/** One end of a connection; what is posted arrives whole and in order. */
export interface Port<Sent, Received> {
  postMessage(message: Sent): void;
  onMessage(listener: (message: Received) => void): void;
}

/** What one turn of the engine has to say travels together. */
export type EnginePort = Port<readonly FromEngine[], ToEngine>;
export type ClientPort = Port<ToEngine, readonly FromEngine[]>;
