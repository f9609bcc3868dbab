/** Stands in for Electron's utilityProcess: a process of plain Node, with the same messages and channels. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import type { ChannelEnd } from './channels.ts';

const CHILD = new URL('./utility-child.js', import.meta.url).href;

interface FromChild {
  readonly message?: unknown;
  readonly end?: number;
  readonly data?: unknown;
  readonly closed?: number;
}

export class UtilityChild extends EventEmitter {
  readonly path: string;
  readonly #child: ChildProcess;
  readonly #ends = new Map<number, ChannelEnd>();
  #last = 0;

  constructor(path: string) {
    super();
    this.path = path;
    this.#child = fork(path, [], {
      execArgv: ['--import', CHILD],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.#receive(message as FromChild));
    this.#child.once('close', (code, signal) => {
      for (const end of this.#ends.values()) end.close();
      this.emit('exit', code ?? (signal === null ? 1 : 9));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  kill(): boolean {
    return this.#child.kill('SIGKILL');
  }

  postMessage(message: unknown, ports: readonly ChannelEnd[] = []): void {
    const numbers = ports.map((end) => {
      const number = ++this.#last;
      this.#ends.set(number, end);
      return number;
    });
    this.#send({ message, ports: numbers });
    for (const [index, end] of ports.entries()) {
      const number = numbers[index];
      end.handTo({
        send: (data) => this.#send({ end: number, data }),
        onClosed: () => this.#send({ closed: number }),
      });
    }
  }

  #send(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object, () => undefined);
  }

  #receive({ message, end, data, closed }: FromChild): void {
    if (end !== undefined) this.#ends.get(end)?.postMessage(data);
    else if (closed !== undefined) this.#ends.get(closed)?.close();
    else this.emit('message', message);
  }
}
