/**
 * What can go wrong in the engine without anyone's mistake, as data. The sentences are written elsewhere.
 * Knows nothing of processes; an EngineError is only a problem on its way up.
 */

export type EngineProblem =
  /** The engine's process died while it held the request. The next request starts a new one. `lastWords` is the end of its standard error. */
  | {
      readonly code: 'engine-crashed';
      readonly exitCode: number | null;
      readonly signal: string | null;
      readonly lastWords: string;
    }
  /** The engine was closed by its owner while it held the request, or before. */
  | { readonly code: 'engine-closed' }
  /** The graph's file is missing, damaged, or asks for something this runtime lacks. */
  | { readonly code: 'graph-unreadable'; readonly path: string; readonly cause: string }
  /** The graph was loaded but could not compute this: wrong inputs, or no memory. */
  | { readonly code: 'graph-failed'; readonly path: string; readonly cause: string }
  /** The prompt leaves no position for an answer. */
  | { readonly code: 'prompt-too-long'; readonly promptTokens: number; readonly maxPositions: number }
  /** The request's cache alone is larger than all the caches may be. */
  | { readonly code: 'out-of-memory-budget'; readonly neededBytes: number; readonly budgetBytes: number };

export class EngineError extends Error {
  readonly problem: EngineProblem;

  constructor(problem: EngineProblem) {
    super(JSON.stringify(problem));
    this.name = 'EngineError';
    this.problem = problem;
  }
}

/** For errors of foreign code, whose message is all we can pass on. */
export function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
