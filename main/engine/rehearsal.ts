/**
 * For tests: a decoder that does arithmetic, and a scheduler that works with it. What it writes follows from what it finds
 * in its cache, so any mistake of the scheduler shows in the tokens. Knows no graph and no process.
 */
import { HostCache, type KeyValueCache } from './cache.ts';
import type { EngineNotice } from './device.ts';
import type { GenerationEnd, GenerationRequest, PrefixPiece, Priority } from './generation.ts';
import { Job } from './job.ts';
import type { Reader } from './reader.ts';
import { Scheduler } from './scheduler.ts';

/** The next token after everything read: any change of order, number or value of what came before changes it. */
function nextToken(read: readonly number[]): number {
  return read.reduce((sum, token) => (sum * 31 + token + 7) % 997, 1);
}

/** What a request must write, whatever runs beside it. */
export function written(prompt: readonly number[], count: number): number[] {
  const all = [...prompt];
  for (let i = 0; i < count; i++) all.push(nextToken(all));
  return all.slice(prompt.length);
}

/**
 * A decoder that does arithmetic: its cache holds the tokens themselves, and the next token follows from what it finds
 * there. 8 bytes a position. `log` says what each call read.
 */
export function arithmeticReader({ chunkTokens = 512, maxPositions = 10_000, log = [] as string[] } = {}): Reader {
  const shape = { layers: 1, heads: 1, headSize: 1, hiddenSize: 1, vocabSize: 997, maxPositions };
  return {
    path: 'arithmetic.onnx',
    shape,
    device: 'cpu',
    chunkTokens,
    noPrefix: new HostCache(shape, { rows: 1, capacity: 0 }),
    newCache: (size) => new HostCache(shape, size),
    halveChunk: () => false,
    leaveDevice: () => Promise.resolve(),
    embed: (ids) => Promise.resolve(Float32Array.from(ids)),
    read: async ({ embeddings, own, shared }) => {
      log.push(embeddings.map((stretch) => stretch.join(' ')).join(' | '));
      await new Promise(setImmediate);
      const counts = embeddings.map(({ length }) => length);
      const stretch = Math.max(...counts);
      const keys = new Float32Array(counts.length * stretch);
      for (const [row, tokens] of embeddings.entries()) keys.set(tokens, row * stretch);
      const asTensor = (data: Float32Array) =>
        ({ type: 'float32', dims: [1, counts.length, 1, stretch, 1], data }) as const;
      const added = { keys: asTensor(keys), values: asTensor(keys.map((key) => -key)) };
      await own.append(added, { counts, stretch });
      return counts.map((_, row) => {
        const logits = new Float32Array(997);
        logits[nextToken([...rowOf(shared.cache, shared.rowOf[row] ?? -1), ...rowOf(own, row)])] = 1;
        return logits;
      });
    },
    release: () => Promise.resolve(),
  };
}

function rowOf(cache: KeyValueCache, row: number): number[] {
  if (!(cache instanceof HostCache)) throw new TypeError('arithmetic has no device');
  const { keys, values } = cache.layer(0);
  const start = row * cache.capacity;
  const end = start + (cache.lengths[row] ?? NaN);
  const tokens = Array.from(keys.data.subarray(start, end), Number);
  if (tokens.some((token, i) => values.data[start + i] !== -token))
    throw new Error('keys and values are of different tokens');
  return tokens;
}

export interface Asked {
  readonly prefix?: readonly number[];
  readonly suffix: readonly number[];
  readonly count: number;
  readonly priority?: Priority;
  readonly stopTokens?: readonly number[];
}

export interface Heard {
  readonly tokens: number[];
  readonly outcome: Promise<GenerationEnd>;
}

interface Hooks {
  /** After each token of a call; `count` with this one. */
  token: (call: number, count: number) => void;
  turn: () => void;
}

/** A scheduler of arithmetic readers. `said` is everything it said, in order. */
export function rehearse({ budgetBytes = 1 << 20, batchSize = 4, reader = arithmeticReader() } = {}) {
  const said: string[] = [];
  const notices: EngineNotice[] = [];
  const calls = new Map<number, { asked: Asked; tokens: number[]; outcome: PromiseWithResolvers<GenerationEnd> }>();
  const hooks: Hooks = { token: () => undefined, turn: () => undefined };
  /** Calls whose pieces are never given. */
  const silent = new Set<number>();
  const find = (call: number) => {
    const found = calls.get(call);
    if (!found) throw new Error(`nobody made call ${call}`);
    return found;
  };
  const scheduler = new Scheduler(
    { budgetBytes, batchSize },
    {
      wantPieces: (call) => {
        said.push(`want ${call}`);
        const pieces: PrefixPiece[] = (find(call).asked.prefix ?? []).map((id) => ({ ids: [id] }));
        if (!silent.has(call)) setImmediate(() => scheduler.give(call, pieces));
      },
      token: (call, { id }) => {
        find(call).tokens.push(id);
        said.push(`token ${call}`);
        hooks.token(call, find(call).tokens.length);
      },
      ended: (call, end) => {
        said.push(`end ${call}`);
        find(call).outcome.resolve(end);
      },
      failed: (call, error) => {
        said.push(`fail ${call}`);
        find(call).outcome.reject(error);
      },
      notice: (notice) => notices.push(notice),
      turnEnded: () => hooks.turn(),
    },
  );
  const ask = (call: number, asked: Asked): Heard => {
    const outcome = Promise.withResolvers<GenerationEnd>();
    outcome.promise.catch(() => undefined);
    const tokens: number[] = [];
    calls.set(call, { asked, tokens, outcome });
    const request: GenerationRequest = {
      suffix: asked.suffix,
      sampling: { kind: 'greedy' },
      maxNewTokens: asked.count,
      stopTokens: asked.stopTokens ?? [],
      priority: asked.priority ?? 'batch',
    };
    scheduler.generate(new Job(call, { reader, request, prefixKey: asked.prefix?.join(' ') ?? null }));
    return { tokens, outcome: outcome.promise };
  };
  return { scheduler, ask, said, notices, hooks, silent };
}
