/** The sockets over which windows call the services. Knows nothing of the calls. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import type { AnyRouter } from '@orpc/server';
import type { CallContext } from '../services/index.ts';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

/** A window that went to sleep with its machine is noticed by then. */
const BEAT_MS = 30_000;
const LARGEST_MESSAGE_BYTES = 64 * 2 ** 20;
/** How long a window may take to say good-bye. */
const PARTING_MS = 500;
const GOING_AWAY = 1001;

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

export class ServiceSockets implements AsyncDisposable {
  readonly #handler: RPCHandler<CallContext>;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  readonly #silent = new WeakSet<WebSocket>();
  readonly #beat: NodeJS.Timeout;

  constructor(router: AnyRouter) {
    this.#handler = new RPCHandler<CallContext>(router);
    this.#beat = setInterval(() => this.#listen(), BEAT_MS).unref();
  }

  /** Of a request that may come in. */
  open({ request, socket, head }: Upgrade, context: CallContext): void {
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      opened.on('pong', () => this.#silent.delete(opened));
      // What a broken connection says before it closes.
      opened.on('error', () => undefined);
      void this.#handler.upgrade(opened, { context });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#beat);
    const open = [...this.#server.clients];
    const closed = Promise.all(open.map((one) => new Promise((resolve) => one.once('close', resolve))));
    for (const one of open) one.close(GOING_AWAY);
    const impatient = setTimeout(() => open.forEach((one) => one.terminate()), PARTING_MS);
    await closed;
    clearTimeout(impatient);
    this.#server.close();
  }

  #listen(): void {
    for (const one of this.#server.clients) {
      if (this.#silent.has(one)) one.terminate();
      else {
        this.#silent.add(one);
        one.ping();
      }
    }
  }
}
