/**
 * Stands in for Electron's own addresses: what handles them is asked over HTTP, because chromium knows no scheme of ours.
 * The ranges of a video are those that a player gets.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

type Handler = (request: Request) => Promise<Response>;

const ORIGIN = 'media://panda';

export class SchemeServer {
  handler: Handler | undefined;
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));
  readonly #listening: Promise<void>;

  constructor() {
    this.#listening = new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async served(url: string): Promise<string> {
    await this.#listening;
    return url.replace(ORIGIN, `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer({ url = '/', method = 'GET', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    // Chromium asks for it by itself where there is HTTP.
    if (url === '/favicon.ico') return void response.writeHead(204).end();
    const left = new AbortController();
    response.once('close', () => left.abort());
    const named = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    const asked = new Request(`${ORIGIN}${url}`, { method, headers: named, signal: left.signal });
    try {
      const answer = await this.handler?.(asked);
      response.writeHead(answer?.status ?? 500, [...(answer?.headers ?? [])].flat());
      if (answer?.body) await pipeline(Readable.fromWeb(answer.body as never), response);
      else response.end();
    } catch {
      response.destroy();
    }
  }
}
