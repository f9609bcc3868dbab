/**
 * Runs one small program to its end and hands over its lines. Knows nothing of what they mean. The commands that move
 * pictures go through command.ts.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { IDLE_LIMIT_MS, watch } from './watchdog.ts';

export interface ProgramEnd {
  /** What it complained of, one entry a line. */
  readonly complaints: readonly string[];
  /** Undefined where it ended well. */
  readonly failure: ProgramFailure | undefined;
}

export type ProgramFailure =
  | { readonly kind: 'silent'; readonly idleS: number }
  /** `cause`: `exit code 1`, `ENOENT`. */
  | { readonly kind: 'failed'; readonly cause: string };

export interface Program {
  readonly path: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly onLine: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  readonly idleMs?: number | undefined;
}

/** More than this is not read by anyone, and a broken file can cause millions of lines. */
const COMPLAINTS_KEPT = 20;

/** Throws only the signal's reason. */
export async function runProgram({
  path,
  args,
  env = process.env,
  onLine,
  signal,
  idleMs = IDLE_LIMIT_MS,
}: Program): Promise<ProgramEnd> {
  signal?.throwIfAborted();
  const child = spawn(path, args, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  const silence = new AbortController();
  using watchdog = watch({
    limitMs: idleMs,
    isExcused: () => false,
    onSilence: () => {
      silence.abort();
      child.kill('SIGKILL');
    },
  });
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  try {
    const ended = new Promise<string | undefined>((resolve) => {
      child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      child.once('close', (code, killedBy) =>
        resolve(code === 0 ? undefined : killedBy === null ? `exit code ${code ?? 'none'}` : `killed by ${killedBy}`),
      );
    });
    const complaints: string[] = [];
    const [cause] = await Promise.all([
      ended,
      eachLine(child.stdout, (line) => {
        watchdog.alive();
        onLine(line);
      }),
      eachLine(child.stderr, (line) => {
        watchdog.alive();
        if (complaints.length < COMPLAINTS_KEPT) complaints.push(line);
      }),
    ]);
    signal?.throwIfAborted();
    if (silence.signal.aborted) return { complaints, failure: { kind: 'silent', idleS: idleMs / 1000 } };
    return { complaints, failure: cause === undefined ? undefined : { kind: 'failed', cause } };
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}

async function eachLine(stream: Readable, onLine: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) onLine(line);
}
