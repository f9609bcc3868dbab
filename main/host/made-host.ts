/** For tests: a host with a tiny window and a router of its own, as a browser would reach it. */
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { os } from '@orpc/server';
import type { RouterClient } from '@orpc/server';
import { WebSocket } from 'ws';
import type { Caller } from '../services/index.ts';
import { startHost } from './host.ts';
import type { Host, HostPlan } from './host.ts';

export const KEY = 'open sesame, please';

/** Its script is larger than its packed form. */
export function makeWindow(folder: string): string {
  const window = join(folder, 'window');
  mkdirSync(join(window, 'assets'), { recursive: true });
  writeFileSync(join(window, 'index.html'), '<!doctype html><title>Window</title>');
  writeFileSync(join(window, 'assets', 'app-DT7g2qTm.js'), `export const text = '${'a'.repeat(10_000)}';\n`);
  writeFileSync(join(folder, 'beside.txt'), 'nobody may read this');
  return window;
}

/** Called by `servicesOf`, and named for a host of one's own. */
export const router = {
  whoAmI: os.$context<{ caller?: Caller }>().handler(({ context }) => context.caller?.get().name ?? 'the person here'),
  add: os.handler(({ input }) => (input as number) + 1),
  count: os.handler(async function* ({ input, signal }) {
    for (let n = 0; n < (input as number) && !signal?.aborted; n++) yield n;
  }),
};

export async function makeHost(windowFolder: string, plan: Partial<HostPlan> = {}): Promise<Host> {
  return startHost({
    app: { router, shown: () => undefined },
    windowFolder,
    address: '127.0.0.1',
    port: 0,
    orFree: false,
    names: [],
    key: KEY,
    isPassword: false,
    home: join(windowFolder, '..', 'home'),
    onDefect: (error) => {
      throw error;
    },
    ...plan,
  });
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The path is sent as it is written: a client that tidies it up would hide what a server makes of it. */
export async function ask(
  { port }: Host,
  path: string,
  { method = 'GET', headers = {}, body = '' }: Ask = {},
): Promise<Got> {
  const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks = (await Array.fromAsync(response)) as Buffer[];
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}

export async function statusOf(host: Host, path: string, how?: Ask): Promise<number> {
  return (await ask(host, path, how)).status;
}

/** The header `Cookie` of whoever came in with the key. */
export async function cookieOf(host: Host, key = KEY): Promise<string> {
  const { headers } = await ask(host, `/?token=${encodeURIComponent(key)}`);
  return (headers['set-cookie']?.[0] ?? '').split(';', 1).join();
}

/** The same for whoever signs in with the password and a name. */
export async function guestCookieOf(host: Host, name: string): Promise<string> {
  const { headers } = await ask(host, '/sign-in', {
    method: 'POST',
    headers: { origin: `http://127.0.0.1:${host.port}` },
    body: new URLSearchParams({ name, key: KEY }).toString(),
  });
  return (headers['set-cookie']?.[0] ?? '').split(';', 1).join();
}

/** As a window calls them. */
export async function servicesOf(
  host: Host,
  cookie: string,
): Promise<Disposable & { client: RouterClient<typeof router> }> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/services`, {
    headers: { cookie, origin: `http://127.0.0.1:${host.port}` },
  });
  await once(socket, 'open');
  const client: RouterClient<typeof router> = createORPCClient(new RPCLink({ websocket: socket as never }));
  return { client, [Symbol.dispose]: () => socket.close() };
}
