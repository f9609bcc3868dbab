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
  /** Why it did not end well: `exit code 1`, `ENOENT`, `silent`. Undefined where it did. */
  readonly failure: string | undefined;
}

export interface Program {
  readonly path: string;
  readonly args: readonly string[];
  readonly onLine: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  readonly idleMs?: number | undefined;
}

/** More than this is not read by anyone, and a broken file can cause millions of lines. */
const COMPLAINTS_KEPT = 20;

/** Throws only the signal's reason. */
export async function runProgram({ path, args, onLine, signal, idleMs = IDLE_LIMIT_MS }: Program): Promise<ProgramEnd> {
  signal?.throwIfAborted();
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
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
      child.once('close', (code, killed) =>
        resolve(code === 0 ? undefined : killed ? `killed by ${killed}` : `exit code ${code}`),
      );
    });
    const complaints: string[] = [];
    const [failure] = await Promise.all([
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
    return { complaints, failure: silence.signal.aborted ? 'silent' : failure };
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}

async function eachLine(stream: Readable, onLine: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) onLine(line);
}
