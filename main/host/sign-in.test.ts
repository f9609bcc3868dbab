import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../services/library/test-folder.ts';
import { ask, cookieOf, guestCookieOf, KEY, makeHost, makeWindow, servicesOf, statusOf } from './made-host.ts';

const makeFolder = foldersUntil(afterAll);
const windowFolder = makeWindow(makeFolder());

const policy = (host: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self'; ` +
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
  const [since = '', , mac = ''] = value.split('.');
  const cookies = {
    none: '',
    empty: `${name}=`,
    later: `${name}=${(Number.parseInt(since, 36) + 1).toString(36)}..${mac}`,
    somebody: `${name}=${since}.somebody.${mac}`,
    unsigned: `${name}=${since}..`,
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

test('beyond this machine there is a password, asked for in the language of the browser', async () => {
  await expect(makeHost(windowFolder, { address: '0.0.0.0' })).rejects.toMatchObject({
    problem: { code: 'password-needed', address: '0.0.0.0' },
  });
  await using host = await makeHost(windowFolder, { address: '0.0.0.0', isPassword: true });
  const origin = `http://127.0.0.1:${host.port}`;
  const page = await ask(host, '/', { headers: { 'accept-language': 'fr, ko-KR;q=0.8' } });
  expect([page.status, String(page.body).includes('비밀번호')]).toEqual([401, true]);
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const send = (form: Record<string, string>, headers: Record<string, string> = { origin }) =>
    ask(host, '/sign-in', {
      method: 'POST',
      headers: { ...type, ...headers },
      body: new URLSearchParams(form).toString(),
    });
  const wrong = await send({ name: 'Mina', key: 'no' });
  expect([wrong.status, String(wrong.body).includes('That is not the password.')]).toEqual([401, true]);
  const nobody = await send({ name: ' ', key: KEY });
  expect([nobody.status, String(nobody.body).includes('Write the name')]).toEqual([401, true]);
  const right = await send({ name: 'Mina', key: KEY });
  expect([right.status, right.headers.location, right.headers['set-cookie']?.length]).toEqual([303, '/', 1]);
  const mina = { name: 'Mina', key: KEY };
  expect([(await send(mina, {})).status, (await send(mina, { origin: 'http://evil' })).status]).toEqual([403, 403]);
  expect((await send({ ...mina, key: 'x'.repeat(10_000) })).status).toBe(413);
  // A password is typed, not linked to.
  expect(await statusOf(host, `/?token=${encodeURIComponent(KEY)}`)).toBe(401);
  // By an address in numbers nobody can be led astray.
  expect(await statusOf(host, '/', { headers: { host: `192.168.0.7:${host.port}` } })).toBe(401);
});

test('a cookie outlives the host, but not another password, nor its guest', async () => {
  const folder = makeFolder();
  const window = makeWindow(folder);
  const first = await makeHost(window, { isPassword: true });
  const { port } = first;
  const headers = { cookie: await guestCookieOf(first, 'Mina') };
  await first[Symbol.asyncDispose]();
  const again = await makeHost(window, { isPassword: true, port });
  const kept = await statusOf(again, '/', { headers });
  await again[Symbol.asyncDispose]();
  const changed = await makeHost(window, { key: 'another', isPassword: true, port });
  const other = await statusOf(changed, '/', { headers });
  await changed[Symbol.asyncDispose]();
  const free = await makeHost(window, { port });
  const withToken = await statusOf(free, '/', { headers });
  await free[Symbol.asyncDispose]();
  rmSync(join(folder, 'home', 'guests.json'));
  await using forgotten = await makeHost(window, { isPassword: true, port });
  expect([kept, other, withToken, await statusOf(forgotten, '/', { headers })]).toEqual([200, 401, 401, 401]);
});

test('each who signs in is one person, from wherever', async () => {
  await using host = await makeHost(windowFolder, { isPassword: true });
  await using here = await makeHost(windowFolder);
  const cookies = [
    await guestCookieOf(host, 'Mina'),
    await guestCookieOf(host, ' mina '),
    await guestCookieOf(host, '李雷'),
  ];
  const [mina, again, other] = cookies.map((cookie) => cookie.split('.')[1]);
  expect([again === mina, other === mina]).toEqual([true, false]);
  const names: string[] = [];
  for (const cookie of cookies) {
    using services = await servicesOf(host, cookie);
    names.push(await services.client.whoAmI());
  }
  using services = await servicesOf(here, await cookieOf(here));
  expect([...names, await services.client.whoAmI()]).toEqual(['Mina', 'Mina', '李雷', 'the person here']);
});
