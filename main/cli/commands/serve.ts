/** `panda serve`: the app in a browser, from this machine. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { startHost } from '../../host/host.ts';
import { findFfmpeg, openApp, pandaHome, ProblemError, PROGRAM_FOLDER } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { openUsualPreviews } from '../previews.ts';
import { stopOnSignals } from '../stop.ts';
import { printableLines } from '../terminal.ts';
import { openInBrowser } from './serve/browser.ts';

interface ServeOptions {
  readonly project?: string;
  readonly port?: number;
  readonly listen: string;
  readonly name: readonly string[];
  readonly passwordFile?: string;
  readonly open?: true;
  readonly ffmpeg?: string;
}

/** The same at each start, because a browser keeps a person's settings by address and port. */
const USUAL_PORT = 7263; // PAND
const SHORTEST_PASSWORD = 12;

export function addServe(program: Command, end: (code: number) => void): void {
  program
    .command('serve')
    .description('Open the app to a browser, on this machine or, with a password, from others.')
    .option('--project <file.panda>', 'the project to open')
    .option('--port <n>', `at which port (default: ${USUAL_PORT}, or any that is free)`, portNumber)
    .option('--listen <address>', 'at which address of this machine; 0.0.0.0: at all of them', '127.0.0.1')
    .option('--name <host...>', 'a name by which browsers reach it, besides that of this machine', [])
    .option('--password-file <file>', 'its first line is asked for by the page; needed where others can reach it')
    .option('--ffmpeg <path>', 'which ffmpeg (default: the newest of PATH and npm)')
    .option('--open', 'open it in the default browser')
    .action(async (options: ServeOptions) => end(await serve(options)));
}

async function serve(options: ServeOptions): Promise<number> {
  using stop = stopOnSignals();
  const password = options.passwordFile === undefined ? null : readPassword(options.passwordFile);
  const token = randomBytes(24).toString('base64url');
  const home = pandaHome();
  const ffmpeg = await findFfmpeg({ setting: options.ffmpeg });
  await using previews = openUsualPreviews(ffmpeg);
  await using app = openApp({ home, ffmpeg, previews, onDefect: tellDefect });
  if (options.project !== undefined) await app.open(resolve(options.project));
  await using host = await startHost({
    app,
    windowFolder: join(PROGRAM_FOLDER, 'out', 'renderer'),
    address: options.listen,
    port: options.port ?? USUAL_PORT,
    orFree: options.port === undefined,
    names: options.name,
    key: password ?? token,
    isPassword: password !== null,
    home,
    onDefect: tellDefect,
  });
  // A password is known to whoever is to have it; the address may be seen by others.
  const url = password === null ? `${host.url}?token=${token}` : host.url;
  process.stdout.write(`Panda Annotator is at ${url}\nCtrl+C ends it.\n`);
  if (options.open && !(await openInBrowser(url)))
    process.stderr.write('No browser could be opened here: open that address in one.\n');
  if (!stop.signal.aborted) await new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
  return stop.exitCode() === EXIT.stopped ? EXIT.done : stop.exitCode();
}

function tellDefect(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${printableLines(text)}\n`);
}

/** Throws `password-unreadable`, `password-weak`. */
function readPassword(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ProblemError({ code: 'password-unreadable', path, cause: (error as Error).message });
  }
  const password = text.split(/\r?\n/, 1).join('');
  if (password.length >= SHORTEST_PASSWORD) return password;
  throw new ProblemError({ code: 'password-weak', path, shortest: SHORTEST_PASSWORD });
}

function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('It is a number up to 65535.');
  return Number(text);
}
