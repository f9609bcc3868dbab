/** Starts the engine's process under plain Node; under Electron another function of the same type does (main/desktop). Knows no message. */
import { fork } from 'node:child_process';
import type { Socket } from 'node:net';
import type { ClientPort, FromEngine } from './messages.ts';

export interface EngineExit {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The end of what it wrote to standard error. */
  readonly lastWords: string;
}

export interface EngineProcess extends ClientPort {
  readonly pid: number | undefined;
  onExit(listener: (exit: EngineExit) => void): void;
  kill(): void;
  /** Whether the process that started it stays alive for its sake. */
  keepParent(alive: boolean): void;
}

export type SpawnEngine = () => EngineProcess;

const keptCharacters = 2000;

export const forkEngine: SpawnEngine = () => {
  const child = fork(new URL('./process.ts', import.meta.url), {
    serialization: 'advanced', // typed arrays travel as they are
    env: { ...process.env, GLIBC_TUNABLES: withHugePages(process.env['GLIBC_TUNABLES']) },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-keptCharacters);
  });
  return {
    pid: child.pid,
    postMessage: (message) => {
      child.send(message, () => undefined); // a lost message means a lost process, which onExit reports
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as readonly FromEngine[])),
    onExit: (listener) => {
      // 'close' comes after the last of standard error; 'error' alone when there was no process to begin with.
      child.once('close', (exitCode, signal) => listener({ exitCode, signal, lastWords }));
      child.on('error', (error) => {
        if (child.pid === undefined) listener({ exitCode: null, signal: null, lastWords: error.message });
      });
    },
    kill: () => void child.kill('SIGKILL'),
    keepParent: (alive) => {
      const method = alive ? 'ref' : 'unref';
      child[method]();
      child.channel?.[method]();
      (child.stderr as Socket | null)?.[method]();
    },
  };
};

/**
 * glibc's malloc asks the system for huge pages: a clip's cache is gigabytes that are touched once, and pages of 4 KB cost
 * as much as what is written into them. Says nothing to other systems. Who has chosen is left their choice.
 */
export function withHugePages(tunables = ''): string {
  if (tunables.includes('glibc.malloc.hugetlb=')) return tunables;
  return [...tunables.split(':').filter((one) => one !== ''), 'glibc.malloc.hugetlb=1'].join(':');
}
