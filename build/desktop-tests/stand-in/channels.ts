/** Stands in for Electron's MessageChannelMain: ends that can be handed to another process or to a page. */
import { EventEmitter } from 'node:events';

export class ChannelEnd extends EventEmitter {
  other!: ChannelEnd;
  /** Who has it now, where that is not this process. */
  #sendOn: ((data: unknown) => void) | undefined;
  #onClosed: (() => void) | undefined;
  #isStarted = false;
  readonly #waiting: unknown[] = [];

  postMessage(data: unknown): void {
    this.other.receive(data);
  }

  start(): void {
    this.#isStarted = true;
    for (const data of this.#waiting.splice(0)) this.emit('message', { data, ports: [] });
  }

  close(): void {
    this.other.closed();
  }

  closed(): void {
    this.#onClosed?.();
    this.emit('close');
  }

  handTo({ send, onClosed }: { readonly send: (data: unknown) => void; readonly onClosed: () => void }): void {
    this.#sendOn = send;
    this.#onClosed = onClosed;
    for (const data of this.#waiting.splice(0)) send(data);
  }

  receive(data: unknown): void {
    if (this.#sendOn !== undefined) this.#sendOn(data);
    else if (this.#isStarted) this.emit('message', { data, ports: [] });
    else this.#waiting.push(data);
  }
}

export class MessageChannelMain {
  readonly port1 = new ChannelEnd();
  readonly port2 = new ChannelEnd();

  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}
