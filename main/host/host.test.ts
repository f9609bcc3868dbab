import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { RouterClient } from '@orpc/server';
import { afterAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { foldersUntil } from '../services/library/test-folder.ts';
import type { Host } from './host.ts';
import { ask, cookieOf, KEY, makeHost, makeWindow } from './made-host.ts';
import type { router } from './made-host.ts';

const makeFolder = foldersUntil(afterAll);
const windowFolder = makeWindow(makeFolder());

const statusOf = async (host: Host, path: string, how?: Parameters<typeof ask>[2]) =>
  (await ask(host, path, how)).status;
const policy = (host: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; media-src 'self'; ` +
  `connect-src 'self' ws://${host} wss://${host}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

test('the token of the address is exchanged for a cookie, and the cookie opens the window', async () => {
  await using host = await makeHost(windowFolder);
  const before = await ask(host, '/');
  expect([before.status, before.headers['set-cookie'], String(before.body)]).toEqual([
    401,
    undefined,
    expect.stringContaining('it holds the token') as string,
  ]);
  const entered = await ask(host, `/?token=${encodeURIComponent(KEY)}`);
  expect(entered).toMatchObject({
    status: 303,
    headers: {
      location: '/',
      'cache-control': 'no-store',
      'set-cookie': [
        expect.stringMatching(/^panda-[0-9a-f]{8}=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=2592000$/),
      ],
    },
  });
  const cookie = await cookieOf(host);
  const page = await ask(host, '/', { headers: { cookie: `other=1; ${cookie}` } });
  expect([page.status, String(page.body)]).toEqual([200, '<!doctype html><title>Window</title>']);
  expect(page.headers).toMatchObject({
    'cache-control': 'private, no-cache',
    'content-security-policy': policy(`127.0.0.1:${host.port}`),
    'content-type': 'text/html; charset=utf-8',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
  expect(page.headers).not.toHaveProperty('access-control-allow-origin');
  expect(page.headers).not.toHaveProperty('set-cookie');
});

test('who has no cookie, a made-up one or that of another host gets nothing', async () => {
  await using host = await makeHost(windowFolder);
  await using other = await makeHost(windowFolder);
  const cookie = await cookieOf(host);
  const [name = '', value = ''] = cookie.split('=');
  const [since = '', mac = ''] = value.split('.');
  const cookies = {
    none: '',
    empty: `${name}=`,
    later: `${name}=${(Number.parseInt(since, 36) + 1).toString(36)}.${mac}`,
    unsigned: `${name}=${since}`,
    ofAnother: (await cookieOf(other)).replace(/^[^=]+/, name),
  };
  const paths = ['/assets/app-DT7g2qTm.js', '/media/00000000000000000000', '/pictures/00000000000000000000/thumb?h=86'];
  for (const [kind, sent] of Object.entries(cookies)) {
    for (const path of paths) {
      expect([kind, path, await statusOf(host, path, { headers: { cookie: sent } })]).toEqual([kind, path, 401]);
    }
  }
  expect(await statusOf(host, paths[0] ?? '', { headers: { cookie } })).toBe(200);
});

test('a wrong token is refused, and after many of them each is for a while', async () => {
  await using host = await makeHost(windowFolder);
  const statuses: number[] = [];
  for (let n = 0; n < 20; n++) statuses.push(await statusOf(host, '/?token=wrong'));
  expect(new Set(statuses)).toEqual(new Set([401]));
  expect(await statusOf(host, `/?token=${encodeURIComponent(KEY)}`)).toBe(429);
});

test('a request that was led here by a name of somebody else is refused', async () => {
  await using host = await makeHost(windowFolder, { names: ['Panda.Lab'] });
  const cookie = await cookieOf(host);
  const of = async (name: string) => statusOf(host, '/', { headers: { cookie, host: name } });
  const ours = [
    '127.0.0.1',
    `localhost:${host.port}`,
    'LOCALHOST:1',
    '[::1]:9000',
    '127.0.0.1:9000',
    'panda.lab',
    'panda.lab.',
  ];
  const theirs = [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '192.168.0.7',
    '0.0.0.0',
    '127.0.0.1@evil',
    'a b',
    '[::1',
  ];
  expect(await Promise.all(ours.map(of))).toEqual(ours.map(() => 200));
  expect(await Promise.all(theirs.map(of))).toEqual(theirs.map(() => 421));
});

test('a request that another page makes the browser send is refused', async () => {
  await using host = await makeHost(windowFolder);
  const cookie = await cookieOf(host);
  const self = `http://127.0.0.1:${host.port}`;
  const of = async (headers: Record<string, string>, path = '/assets/app-DT7g2qTm.js') =>
    statusOf(host, path, { headers: { cookie, ...headers } });
  const refused = {
    otherSite: await of({ origin: 'https://evil.example' }),
    otherPort: await of({ origin: 'http://127.0.0.1:1' }),
    otherName: await of({ origin: `http://localhost:${host.port}` }),
    nobody: await of({ origin: 'null' }),
    picture: await of({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }),
    pictureOfOtherPort: await of({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }),
    startAsPicture: await of({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }, '/'),
    frame: await of({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }, '/'),
  };
  expect(new Set(Object.values(refused))).toEqual(new Set([403]));
  expect([await of({ origin: self }), await of({ 'sec-fetch-site': 'same-origin' }), await of({})]).toEqual([
    200, 200, 200,
  ]);
  // Nobody else's page may read an answer, and none is asked first.
  expect(await statusOf(host, '/', { method: 'OPTIONS', headers: { cookie, origin: self } })).toBe(405);
});

test('who follows a link of another site goes through a page of ours, because browsers keep strict cookies back', async () => {
  await using host = await makeHost(windowFolder);
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  const entered = await ask(host, `/?token=${encodeURIComponent(KEY)}`, { headers });
  const opened = await ask(host, '/', { headers });
  const again = '<meta http-equiv="refresh" content="0; url=/">';
  expect([entered.status, String(entered.body).includes(again), entered.headers['set-cookie']?.length]).toEqual([
    200,
    true,
    1,
  ]);
  expect([opened.status, String(opened.body).includes(again), opened.headers['set-cookie']]).toEqual([
    200,
    true,
    undefined,
  ]);
});

test('no address leads out of the window', async () => {
  await using host = await makeHost(windowFolder);
  const headers = { cookie: await cookieOf(host) };
  const paths = [
    '/../beside.txt',
    '/assets/../../beside.txt',
    '/%2e%2e/beside.txt',
    '/..%2fbeside.txt',
    '/assets/..\\..\\beside.txt',
    '//beside.txt',
    '/./index.html',
    `/${join(windowFolder, 'index.html')}`,
    '/assets',
    '/assets/',
    '/__proto__',
    '/constructor',
    '/index.html%00',
    `http://127.0.0.1:${host.port}/../beside.txt`,
    '/media/../../beside.txt',
    '/media/%2e%2e%2fbeside.txt',
    '/media/00000000000000000000/../../beside.txt',
  ];
  const got = await Promise.all(paths.map(async (path) => [path, await statusOf(host, path, { headers })]));
  expect(got).toEqual(paths.map((path) => [path, 404]));
});

test('files are sent packed where the browser can unpack them, and once', async () => {
  await using host = await makeHost(windowFolder);
  const cookie = await cookieOf(host);
  const path = '/assets/app-DT7g2qTm.js';
  const get = (headers: Record<string, string>) => ask(host, path, { headers: { cookie, ...headers } });
  const plain = await get({});
  const brotli = await get({ 'accept-encoding': 'gzip, deflate, br, zstd' });
  const gzip = await get({ 'accept-encoding': 'gzip' });
  expect([brotli.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
  expect([brotliDecompressSync(brotli.body), gunzipSync(gzip.body)]).toEqual([plain.body, plain.body]);
  expect(brotli.body.length).toBeLessThan(200);
  expect(plain.headers).toMatchObject({
    'cache-control': 'private, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
    vary: 'Accept-Encoding',
  });
  const again = await get({ 'if-none-match': plain.headers.etag ?? '' });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  const head = await ask(host, path, { method: 'HEAD', headers: { cookie } });
  expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, String(plain.body.length), 0]);
});

test('beyond this machine there is a password, asked for in the language of the browser', async () => {
  await expect(makeHost(windowFolder, { address: '0.0.0.0' })).rejects.toMatchObject({
    problem: { code: 'password-needed', address: '0.0.0.0' },
  });
  await using host = await makeHost(windowFolder, { address: '0.0.0.0', isPassword: true });
  const origin = `http://127.0.0.1:${host.port}`;
  const page = await ask(host, '/', { headers: { 'accept-language': 'fr, ko-KR;q=0.8' } });
  expect([page.status, String(page.body).includes('비밀번호')]).toEqual([401, true]);
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const send = (key: string, headers: Record<string, string> = { origin }) =>
    ask(host, '/sign-in', {
      method: 'POST',
      headers: { ...type, ...headers },
      body: new URLSearchParams({ key }).toString(),
    });
  const wrong = await send('no');
  expect([wrong.status, String(wrong.body).includes('That is not the password.')]).toEqual([401, true]);
  const right = await send(KEY);
  expect([right.status, right.headers.location, right.headers['set-cookie']?.length]).toEqual([303, '/', 1]);
  expect([(await send(KEY, {})).status, (await send(KEY, { origin: 'http://evil' })).status]).toEqual([403, 403]);
  expect((await send('x'.repeat(10_000))).status).toBe(413);
  // By an address in numbers nobody can be led astray.
  expect(await statusOf(host, '/', { headers: { host: `192.168.0.7:${host.port}` } })).toBe(401);
});

test('a cookie outlives the host, but not another password', async () => {
  const first = await makeHost(windowFolder, { key: 'one', isPassword: true });
  const { port } = first;
  const headers = { cookie: await cookieOf(first, 'one') };
  await first[Symbol.asyncDispose]();
  const again = await makeHost(windowFolder, { key: 'one', isPassword: true, port });
  const kept = await statusOf(again, '/', { headers });
  await again[Symbol.asyncDispose]();
  await using changed = await makeHost(windowFolder, { key: 'two', isPassword: true, port });
  expect([kept, await statusOf(changed, '/', { headers })]).toEqual([200, 401]);
});

test('a port that is taken is another one, or said to be taken', async () => {
  await using host = await makeHost(windowFolder);
  const { port } = host;
  await expect(makeHost(windowFolder, { port })).rejects.toMatchObject({
    problem: { code: 'port-taken', address: '127.0.0.1', port },
  });
  await using second = await makeHost(windowFolder, { port, orFree: true });
  expect(second.port).not.toBe(port);
  await expect(makeHost(windowFolder, { address: '127.0.0.1x' })).rejects.toMatchObject({
    problem: { code: 'password-needed' },
  });
  await expect(makeHost(windowFolder, { address: 'no.such.name.invalid', isPassword: true })).rejects.toMatchObject({
    problem: { code: 'address-unusable' },
  });
});

test('a window that is not built is said to be missing', async () => {
  const folder = makeFolder();
  await expect(makeHost(folder)).rejects.toMatchObject({ problem: { code: 'window-not-built', folder } });
  const window = makeWindow(folder);
  await using host = await makeHost(window);
  const headers = { cookie: await cookieOf(host) };
  rmSync(window, { recursive: true });
  expect(await statusOf(host, '/', { headers })).toBe(503);
  makeWindow(folder);
  expect(await statusOf(host, '/', { headers })).toBe(200);
});

test('services are called over a socket, and their streams end with it', async () => {
  await using host = await makeHost(windowFolder);
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/services`, {
    headers: { cookie: await cookieOf(host), origin: `http://127.0.0.1:${host.port}` },
  });
  await once(socket, 'open');
  const services: RouterClient<typeof router> = createORPCClient(new RPCLink({ websocket: socket as never }));
  expect(await services.add(1 as never)).toBe(2);
  expect(await Array.fromAsync(await services.count(3 as never))).toEqual([0, 1, 2]);
  socket.close();
});

test('a socket is opened by our own page alone', async () => {
  await using host = await makeHost(windowFolder);
  const cookie = await cookieOf(host);
  const origin = `http://127.0.0.1:${host.port}`;
  const refusalOf = async (headers: Record<string, string>, path = '/services') => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    socket.on('error', () => undefined).terminate();
    return response.statusCode;
  };
  expect({
    noCookie: await refusalOf({ origin }),
    noOrigin: await refusalOf({ cookie }),
    otherOrigin: await refusalOf({ cookie, origin: 'https://evil.example' }),
    otherHost: await refusalOf({ cookie, origin: 'http://evil.example', host: 'evil.example' }),
    otherPath: await refusalOf({ cookie, origin }, '/service'),
  }).toEqual({ noCookie: 401, noOrigin: 403, otherOrigin: 403, otherHost: 421, otherPath: 404 });
});

test('the end closes what is open, and says so to windows', async () => {
  const host = await makeHost(windowFolder);
  const origin = `http://127.0.0.1:${host.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/services`, {
    headers: { cookie: await cookieOf(host), origin },
  });
  await once(socket, 'open');
  const idle = connect(host.port, '127.0.0.1');
  await once(idle, 'connect');
  const left = Promise.all([once(socket, 'close'), once(idle, 'close')]);
  await host[Symbol.asyncDispose]();
  const [[code]] = (await left) as [[number], unknown];
  expect(code).toBe(1001);
});
