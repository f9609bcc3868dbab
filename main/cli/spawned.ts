/** For tests: `panda` as a process of its own, as a person starts it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTinyModel } from '../services/drafting/tiny-model.ts';

export const BIN = fileURLToPath(new URL('./bin.js', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Settings {
  readonly home?: string;
  readonly stdin?: string;
  readonly node?: string;
  readonly cwd?: string;
  /** Called with each line of standard output, to send a signal at the right moment. */
  readonly onLine?: (line: string, kill: (signal: NodeJS.Signals) => void) => void;
}

export function panda(
  args: readonly string[],
  { home, stdin = '', node = process.execPath, cwd, onLine }: Settings = {},
): Promise<Ended> {
  const env = { ...process.env, ...(home === undefined ? {} : { PANDA_HOME: home }) };
  const child = spawn(node, [BIN, ...args], { env, cwd, stdio: 'pipe' });
  const out = { stdout: '', stderr: '' };
  let line = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out.stdout += text;
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    for (const whole of lines) onLine?.(whole, (signal) => child.kill(signal));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (out.stderr += text));
  child.stdin.on('error', () => undefined).end(stdin);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...out }));
  });
}

/** Makes of an empty folder a home of models with the random one in it. */
export async function makeHome(folder: string, documents: Readonly<Record<string, string>> = {}): Promise<string> {
  await writeTinyModel(join(folder, 'models', 'tiny'), { documents });
  return folder;
}

export function linesOf<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
