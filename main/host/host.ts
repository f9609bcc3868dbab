/**
 * The app in a browser, on this machine or from another one: serves the built window, the services behind it, and the
 * videos of the project that is open. Knows nothing of what the services do.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { hostname } from 'node:os';
import type { AnyRouter } from '@orpc/server';
import { ProblemError } from '../services/index.ts';
import type { ShownProject } from '../services/index.ts';
import { Door } from './door.ts';
import { Guests } from './guests.ts';
import { isLoopback, isOwnHost, isOwnSocket } from './origin.ts';
import { answerRequest, knownVisitor } from './requests.ts';
import type { Site } from './requests.ts';
import { readSecret } from './secret.ts';
import { send } from './send.ts';
import { ServiceSockets } from './service-sockets.ts';
import type { Upgrade } from './service-sockets.ts';
import { WindowFiles } from './window-files.ts';

/** What is served. */
export interface HostedApp {
  readonly router: AnyRouter;
  /** Of the project that is open at the moment. */
  readonly shown: () => ShownProject | undefined;
}

export interface HostPlan {
  readonly app: HostedApp;
  /** The built window. */
  readonly windowFolder: string;
  readonly address: string;
  /** 0: any that is free. `orFree`: any that is free where this one is taken. */
  readonly port: number;
  readonly orFree: boolean;
  /** Names by which other machines know this one, besides its own. */
  readonly names: readonly string[];
  /** What is exchanged for a cookie: a password, with a name, or a token of this start. */
  readonly key: string;
  readonly isPassword: boolean;
  /** The program's own folder: what signs cookies and who has signed in are kept there. */
  readonly home: string;
  /** A defect that a request ran into; the request has been answered. */
  readonly onDefect: (error: unknown) => void;
}

export interface Host extends AsyncDisposable {
  readonly port: number;
  /** Of the start page, without a token. */
  readonly url: string;
}

/** Throws `window-not-built`, `password-needed`, `port-taken`, `address-unusable`, `secret-unusable`. */
export async function startHost(plan: HostPlan): Promise<Host> {
  const files = new WindowFiles(plan.windowFolder);
  if (!files.isBuilt) throw new ProblemError({ code: 'window-not-built', folder: plan.windowFolder });
  const isBeyondLoopback = !isLoopback(plan.address);
  if (isBeyondLoopback && !plan.isPassword) throw new ProblemError({ code: 'password-needed', address: plan.address });
  const server = createServer();
  const port = await listen(server, plan);
  const site: Site = {
    names: { isBeyondLoopback, names: namesOf(plan) },
    door: new Door({ secret: readSecret(plan.home), key: plan.key, password: plan.isPassword ? plan.key : null, port }),
    guests: plan.isPassword ? new Guests(plan.home) : null,
    files,
    shown: plan.app.shown,
  };
  const sockets = new ServiceSockets(plan.app.router);
  server.on('request', (request, response) => void answer(site, plan, request, response));
  server.on('upgrade', (request, socket, head) => upgrade(site, sockets, { request, socket, head }));
  return {
    port,
    url: `http://${urlHost(plan.address)}:${port}/`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      await sockets[Symbol.asyncDispose]();
      // Players keep their connections for as long as they may.
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(site: Site, plan: HostPlan, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const left = new AbortController();
  response.once('close', () => left.abort());
  try {
    await send(await answerRequest(site, request, left.signal), response);
  } catch (error) {
    if (!left.signal.aborted) plan.onDefect(error);
    // What was begun cannot be taken back: cut off, it is not taken for whole.
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { 'Content-Length': '0' }).end();
  }
}

function upgrade(site: Site, sockets: ServiceSockets, opening: Upgrade): void {
  const { headers, url } = opening.request;
  const visitor = knownVisitor(site, headers);
  if (!isOwnHost(headers.host, site.names)) refuse(opening.socket, '421 Misdirected Request');
  else if (!isOwnSocket(headers)) refuse(opening.socket, '403 Forbidden');
  else if (visitor === undefined) refuse(opening.socket, '401 Unauthorized');
  else if (url !== '/services') refuse(opening.socket, '404 Not Found');
  else sockets.open(opening, { caller: visitor.caller });
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function listen(server: Server, { address, port, orFree }: HostPlan): Promise<number> {
  try {
    await listenAt(server, address, port);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE') throw new ProblemError({ code: 'address-unusable', address, port, cause: message });
    if (!orFree) throw new ProblemError({ code: 'port-taken', address, port });
    await listenAt(server, address, 0);
  }
  return (server.address() as AddressInfo).port;
}

async function listenAt(server: Server, address: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function namesOf({ address, names }: HostPlan): string[] {
  const own = isLoopback(address) ? [] : [hostname(), hostname().split('.')[0] ?? ''];
  const listened = isIP(address) === 0 ? [address] : [];
  return [...own, ...listened, ...names].filter((name) => name !== '').map((name) => name.toLowerCase());
}

/** An address that stands for all of a machine's is none that a browser can open. */
function urlHost(address: string): string {
  if (address === '0.0.0.0' || address === '::') return hostname();
  return isIP(address) === 6 ? `[${address}]` : address;
}
