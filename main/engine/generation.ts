/**
 * What one asks of the engine and what comes back, as plain data that crosses the process border.
 * Knows neither how it is scheduled nor how it travels.
 */
import type { Sampling, TokenEvent } from './sampling.ts';
import type { Tensor } from './tensor.ts';

/** Interactive requests go before batch ones, at the next token or chunk. */
export type Priority = 'interactive' | 'batch';

/** A stretch of a prompt: tokens, or embeddings [n, D] float32 that stand where tokens would (a video's). */
export type PrefixPiece = { readonly ids: readonly number[] } | { readonly embeddings: Tensor };

export interface GenerationRequest {
  /** What to read after the prefix; at least one token. */
  readonly suffix: readonly number[];
  readonly sampling: Sampling;
  /** At least 1; the decoder's last position may come earlier. */
  readonly maxNewTokens: number;
  readonly stopTokens: readonly number[];
  readonly priority: Priority;
}

export interface GenerationEnd {
  /** `length`: maxNewTokens, or no position left. What was generated before a cancel was streamed and is good. */
  readonly stop: 'stop-token' | 'length' | 'cancelled';
  /** The token that ended it, which is not streamed; null unless `stop` is `stop-token`. */
  readonly stopToken: TokenEvent | null;
  /** Prefix and suffix together; 0 when cancelled before the prefix was known. */
  readonly promptTokens: number;
  /** How many of them were in the cache already, or were being read for another request. */
  readonly reusedTokens: number;
  readonly newTokens: number;
  /** Before anything was read for it, until the first token, and from then to the end. Batched requests share this time. */
  readonly waitedMs: number;
  readonly readMs: number;
  readonly writeMs: number;
}
