import { once } from 'node:events';
import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorIn, addVideos, findFfmpeg, newProject, openPreviews } from '../services/index.ts';
import type { ProjectStore } from '../services/index.ts';
import { foldersUntil } from '../services/library/test-folder.ts';
import type { Host } from './host.ts';
import { ask, cookieOf, makeHost, makeWindow, router } from './made-host.ts';

const makeFolder = foldersUntil(afterAll);

const MEGABYTES = 32;
const path = join(makeFolder(), 'clip.mp4');
writeFileSync(path, Buffer.alloc(MEGABYTES * 2 ** 20, 'panda '));

let store: ProjectStore;
let host: Host;
let cookie: string;
let address: string;

beforeAll(async () => {
  process.env['PANDA_HOME'] = makeFolder();
  store = newProject(join(makeFolder(), 'p.panda'));
  await addVideos(store, { named: [path], actor: actorIn(store) });
  const previews = openPreviews({ ffmpeg: await findFfmpeg(), folder: makeFolder(), limitBytes: 2 ** 30 });
  host = await makeHost(makeWindow(makeFolder()), { app: { router, shown: () => ({ store, previews }) } });
  cookie = await cookieOf(host);
  address = `/media/${[...store.all('video')][0]?.id}`;
});

afterAll(async () => {
  await host[Symbol.asyncDispose]();
  store[Symbol.dispose]();
  delete process.env['PANDA_HOME'];
});

test('a video is sent whole, in parts, or only told of', async () => {
  const size = MEGABYTES * 2 ** 20;
  const get = async (headers: Record<string, string> = {}, method = 'GET') => {
    const { status, headers: got, body } = await ask(host, address, { method, headers: { cookie, ...headers } });
    return [status, got['content-range'], got['content-length'], body.length];
  };
  expect({
    whole: await get(),
    part: await get({ range: `bytes=6-11` }),
    rest: await get({ range: `bytes=${size - 3}-` }),
    last: await get({ range: 'bytes=-10' }),
    outside: await get({ range: `bytes=${size}-` }),
    several: await get({ range: 'bytes=0-1,5-6' }),
    head: await get({ range: 'bytes=0-1' }, 'HEAD'),
    otherVersion: await get({ range: 'bytes=0-1', 'if-range': '"other"' }),
  }).toEqual({
    whole: [200, undefined, String(size), size],
    part: [206, `bytes 6-11/${size}`, '6', 6],
    rest: [206, `bytes ${size - 3}-${size - 1}/${size}`, '3', 3],
    last: [206, `bytes ${size - 10}-${size - 1}/${size}`, '10', 10],
    outside: [416, `bytes */${size}`, '0', 0],
    several: [200, undefined, String(size), size],
    head: [200, undefined, String(size), 0],
    otherVersion: [200, undefined, String(size), size],
  });
});

test.runIf(process.platform === 'linux')('a player that leaves in the middle leaves no open file behind', async () => {
  const left = Array.from({ length: 8 }, async () => {
    const sent = request({ host: '127.0.0.1', port: host.port, path: address, headers: { cookie }, agent: false });
    sent.on('error', () => undefined).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    await once(response, 'data');
    response.on('error', () => undefined);
    sent.destroy();
  });
  await Promise.all(left);
  await expect.poll(timesOpen).toBe(0);
});

test.runIf(process.platform === 'linux')('a host that ends lets go of what players still read', async () => {
  const previews = openPreviews({ ffmpeg: await findFfmpeg(), folder: makeFolder(), limitBytes: 2 ** 30 });
  const ending = await makeHost(makeWindow(makeFolder()), { app: { router, shown: () => ({ store, previews }) } });
  const headers = { cookie: await cookieOf(ending) };
  const sent = request({ host: '127.0.0.1', port: ending.port, path: address, headers, agent: false });
  sent.on('error', () => undefined).end();
  // It plays, and reads no further than it needs.
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  expect(timesOpen()).toBe(1);
  await ending[Symbol.asyncDispose]();
  await expect.poll(timesOpen).toBe(0);
});

/** By this process. */
function timesOpen(): number {
  return readdirSync('/proc/self/fd').filter((fd) => linkOf(fd) === path).length;
}

function linkOf(fd: string): string | null {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return null;
  }
}
