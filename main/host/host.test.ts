import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { foldersUntil } from '../services/library/test-folder.ts';
import { ask, cookieOf, makeHost, makeWindow, servicesOf, statusOf } from './made-host.ts';

const makeFolder = foldersUntil(afterAll);
const windowFolder = makeWindow(makeFolder());

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
  using services = await servicesOf(host, await cookieOf(host));
  expect(await services.client.add(1)).toBe(2);
  expect(await Array.fromAsync(await services.client.count(3))).toEqual([0, 1, 2]);
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
