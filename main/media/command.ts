/**
 * Runs one ffmpeg command that moves pictures: its input from a file or from us, its output to us, its complaints kept.
 * The only module that imports fluent-ffmpeg (whose repository is archived). Knows nothing of what is asked of ffmpeg.
 */
import { constants, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { PassThrough } from 'node:stream';
import fluent from 'fluent-ffmpeg';
import type { FfmpegCommand } from 'fluent-ffmpeg';
import type { Ffmpeg } from './ffmpeg.ts';
import { IDLE_LIMIT_MS, watch } from './watchdog.ts';

export interface Command {
  readonly input: { readonly from: string | Readable; readonly options: readonly string[] };
  readonly filter?: string | undefined;
  /** `pictures` is the stream that the running command offers, `report` its standard error, anything else a file. */
  readonly outputs: readonly { readonly to: string; readonly options: readonly string[] }[];
  /** Each line of standard error; true where it was expected and is no complaint. */
  readonly onLine?: ((line: string) => boolean) | undefined;
  /** Whether ffmpeg may be waiting for us, so that its silence means nothing. */
  readonly isOurTurn?: (() => boolean) | undefined;
  /** Nobody waits for it: whatever else runs on the machine goes first. */
  readonly isBackground?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly idleMs?: number | undefined;
}

export interface RunningCommand {
  readonly pictures: Readable;
  /** So far. */
  readonly complaints: readonly string[];
  /** How it ended; never rejects. */
  readonly end: Promise<CommandEnd>;
  stop(): void;
}

export interface CommandEnd {
  readonly outcome: 'done' | 'stopped' | 'silent' | 'failed';
  /** After how long a silence it was stopped. */
  readonly idleS: number;
  /** ffmpeg's own words, one entry a line; for a failure without words, what the system said. */
  readonly complaints: readonly string[];
}

export const PICTURES = 'pictures';
export const REPORT = 'pipe:2';

const COMPLAINTS_KEPT = 20;

export function startCommand(ffmpeg: Ffmpeg, asked: Command): RunningCommand {
  asked.signal?.throwIfAborted();
  const { idleMs = IDLE_LIMIT_MS } = asked;
  const pictures = new PassThrough();
  const command = commandOf(ffmpeg, asked, pictures);
  const complaints: string[] = [];
  let stoppedBy: 'stopped' | 'silent' | undefined;
  let isRunning = false;
  let stdout: Readable | undefined;
  const stop = (why: 'stopped' | 'silent') => {
    stoppedBy ??= why;
    if (isRunning) command.kill('SIGKILL');
  };
  const watchdog = watch({
    limitMs: idleMs,
    isExcused: asked.isOurTurn ?? (() => false),
    onSilence: () => stop('silent'),
  });
  const onAbort = () => stop('stopped');
  asked.signal?.addEventListener('abort', onAbort, { once: true });

  const end = new Promise<CommandEnd>((resolve) => {
    const finish = (outcome: 'done' | 'failed') => {
      isRunning = false;
      watchdog[Symbol.dispose]();
      asked.signal?.removeEventListener('abort', onAbort);
      // What a command has written is still on its way when it ends well; what it was stopped from writing nobody wants.
      if (stdout === undefined) pictures.end();
      else if (stoppedBy !== undefined) {
        stdout.destroy();
        pictures.destroy();
      }
      resolve({ outcome: stoppedBy ?? outcome, idleS: idleMs / 1000, complaints });
    };
    command.on('start', () => {
      isRunning = true;
      if (asked.isBackground === true) stepBack(command);
      if (stoppedBy !== undefined) command.kill('SIGKILL');
    });
    command.on('stderr', (line: string) => {
      watchdog.alive();
      if (asked.onLine?.(line) !== true && line.trim() !== '' && complaints.length < COMPLAINTS_KEPT)
        complaints.push(line);
    });
    command.on('end', () => finish('done'));
    command.on('error', (error: Error) => {
      if (complaints.length === 0 && stoppedBy === undefined) complaints.push(error.message);
      finish('failed');
    });
  });
  pictures.on('pipe', (piped: Readable) => {
    stdout = piped;
    stdout.on('data', () => watchdog.alive());
  });
  command.run();
  return { pictures, complaints, end, stop: () => stop('stopped') };
}

function commandOf(ffmpeg: Ffmpeg, asked: Command, pictures: PassThrough): FfmpegCommand {
  const command = fluent({ stdoutLines: COMPLAINTS_KEPT });
  keepToItself(command, ffmpeg.path);
  command.input(asked.input.from);
  add(command, 'inputOptions', asked.input.options);
  if (asked.filter !== undefined) command.complexFilter(asked.filter);
  for (const { to, options } of asked.outputs) {
    if (to === PICTURES) command.output(pictures);
    else command.output(to);
    add(command, 'outputOptions', options);
  }
  return command;
}

/** A system that does not allow it, or a process that is over already, is no reason to fail. */
function stepBack(command: FfmpegCommand): void {
  const { ffmpegProc } = command as unknown as { ffmpegProc?: { pid?: number } };
  try {
    if (ffmpegProc?.pid !== undefined) setPriority(ffmpegProc.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    return;
  }
}

/** Given one by one, fluent-ffmpeg leaves options as they are; a list it splits at spaces. */
function add(command: FfmpegCommand, kind: 'inputOptions' | 'outputOptions', options: readonly string[]): void {
  const [first, ...others] = options;
  if (first === undefined) return;
  if (others.length === 0) command[kind](first);
  else (command[kind] as (...each: string[]) => FfmpegCommand)(first, ...others);
}

/**
 * fluent-ffmpeg keeps the path and the abilities of ffmpeg for the whole process and asks for them by commands that
 * nothing can stop. This command uses its own ffmpeg and asks nothing.
 */
function keepToItself(command: FfmpegCommand, path: string): void {
  type Answer<T> = (error: null, value?: T) => void;
  Object.assign(command, {
    _getFfmpegPath: (answer: Answer<string>) => answer(null, path),
    _checkCapabilities: (answer: Answer<never>) => answer(null),
    availableEncoders: (answer: Answer<object>) => answer(null, {}),
  });
}
