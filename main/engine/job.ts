/**
 * One request on its way through the engine: what it has yet to read, what it has written, and what the next logits mean
 * for it. Knows no other job, no cache and no graph.
 */
import { roundToGrowth } from './cache.ts';
import type { GenerationEnd, GenerationRequest } from './generation.ts';
import type { EngineProblem } from './problem.ts';
import type { Reader } from './reader.ts';
import { pickToken, type TokenEvent } from './sampling.ts';

/** Room kept for a job's own positions beyond its suffix, before more is asked for. */
const firstRoom = 256;

/** What a job makes of its logits: a token to stream, or the end, or both; or that they are no numbers. */
export interface Outcome {
  readonly token?: TokenEvent;
  readonly end?: GenerationEnd;
  readonly problem?: EngineProblem;
}

export class Job {
  readonly call: number;
  readonly reader: Reader;
  readonly request: GenerationRequest;
  /** Names the prefix among all decoders' prefixes; null where there is none. */
  readonly prefixKey: string | null;
  readonly written: number[] = [];
  /** Positions of the prefix; unknown until its pieces are, or it is found in the cache. */
  prefixLength: number | null;
  /** Own positions that memory is kept for. */
  reserved = 0;
  readonly #createdMs = performance.now();
  #startedMs: number | null = null;
  #reusedTokens = 0;
  #firstTokenMs: number | null = null;

  constructor(
    call: number,
    { reader, request, prefixKey }: { reader: Reader; request: GenerationRequest; prefixKey: string | null },
  ) {
    if (request.suffix.length === 0) throw new RangeError('a request reads at least one token after its prefix');
    if (!(request.maxNewTokens >= 1)) throw new RangeError('a request writes at least one token');
    if (request.sampling.kind === 'given' && request.sampling.tokens.length < request.maxNewTokens) {
      throw new RangeError('a request that is given its tokens is given all of them');
    }
    this.call = call;
    this.reader = reader;
    this.request = request;
    this.prefixKey = prefixKey;
    this.prefixLength = prefixKey === null ? 0 : null;
  }

  /** What stands after the prefix: to be read again as a whole if the job's cache was given up. */
  get ownTokens(): readonly number[] {
    return [...this.request.suffix, ...this.written];
  }

  get ownLength(): number {
    return this.request.suffix.length + this.written.length;
  }

  get lastToken(): number {
    return this.written.at(-1) ?? 0;
  }

  get promptTokens(): number {
    return this.prefixLength === null ? 0 : this.prefixLength + this.request.suffix.length;
  }

  /** What to reserve when it starts: all it can need, or a first portion. */
  get firstReservation(): number {
    return roundToGrowth(Math.min(this.ownLength + firstRoom, this.request.suffix.length + this.#mostNewTokens));
  }

  /** Whether the next step would write beyond what is reserved. */
  get outgrowsReservation(): boolean {
    return this.ownLength > this.reserved;
  }

  /** What to reserve when that is used up. */
  get nextReservation(): number {
    return this.reserved + firstRoom;
  }

  /** The first start counts: a parked job starts again. */
  started({ reusedTokens }: { reusedTokens: number }): void {
    if (this.#startedMs !== null) return;
    this.#startedMs = performance.now();
    this.#reusedTokens = reusedTokens;
  }

  /** Takes the logits after everything read so far. */
  take(logits: Float32Array): Outcome {
    this.#firstTokenMs ??= performance.now();
    const { sampling, stopTokens } = this.request;
    const token = pickToken(logits, sampling, this.written.length);
    if (Number.isNaN(token.logProb)) {
      return { problem: { code: 'graph-failed', path: this.reader.path, cause: 'the logits are not numbers' } };
    }
    if (stopTokens.includes(token.id)) return { end: this.end('stop-token', token) };
    this.written.push(token.id);
    return this.written.length < this.#mostNewTokens ? { token } : { token, end: this.end('length') };
  }

  end(stop: GenerationEnd['stop'], stopToken: TokenEvent | null = null): GenerationEnd {
    const now = performance.now();
    const started = this.#startedMs ?? now;
    const firstToken = this.#firstTokenMs ?? now;
    return {
      stop,
      stopToken,
      promptTokens: this.promptTokens,
      reusedTokens: this.#reusedTokens,
      newTokens: this.written.length,
      waitedMs: started - this.#createdMs,
      readMs: firstToken - started,
      writeMs: now - firstToken,
    };
  }

  get #mostNewTokens(): number {
    return Math.min(this.request.maxNewTokens, this.reader.shape.maxPositions - this.promptTokens);
  }
}
