/** `panda serve` as a process of its own, as a person starts it: it can be killed. Knows nothing of the page it serves. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { BIN } from '../../main/cli/spawned.ts';

interface HostPlan {
  /** What is this person's own: PANDA_HOME, and the folder that a choice of files begins in. */
  readonly home: string;
  /** What is open when it starts; nothing where none is named. */
  readonly project?: string | undefined;
  /** Its first line is what people sign in with, each by a name; without it, whoever has the address is let in. */
  readonly passwordFile?: string | undefined;
  /** 0: any that is free. */
  readonly port?: number | undefined;
  /** A host that is well says nothing on its standard error. */
  readonly onTrouble: (text: string) => void;
}

export class HostProcess {
  /** With the token that lets a browser in, where there is no password. */
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(url: string, child: ChildProcess, ended: Promise<unknown>) {
    this.url = url;
    this.#child = child;
    this.#ended = ended;
  }

  /** Resolves when it can be reached. */
  static async start({ home, project, passwordFile, port = 0, onTrouble }: HostPlan): Promise<HostProcess> {
    const args = ['serve', '--port', String(port), ...(project === undefined ? [] : ['--project', project])];
    if (passwordFile !== undefined) args.push('--password-file', passwordFile);
    const child = spawn(process.execPath, [BIN, ...args], {
      env: { ...process.env, PANDA_HOME: home, HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(child, 'close');
    child.stderr.setEncoding('utf8').on('data', onTrouble);
    for await (const line of createInterface(child.stdout)) {
      const url = /http:\S+/.exec(line)?.[0];
      if (url !== undefined) return new HostProcess(url, child, ended);
    }
    throw new Error('panda serve ended before it could be reached.');
  }

  get pid(): number {
    return this.#child.pid ?? NaN;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** As a power cut does: it gets no time to put anything away. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#ended;
  }
}
