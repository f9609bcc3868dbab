import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import type { RootId } from '../../document/ids.ts';
import type { Video } from '../../document/records.ts';
import { findFfmpeg } from '../../media/index.ts';
import { create, makeVideo, projectsUntil } from '../../store/made-project.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { openPreviews } from '../previews/previews.ts';
import type { Answer } from './answer.ts';
import { readAnswer } from './file-part.ts';
import { answerResource } from './resource.ts';
import type { ShownProject } from './resource.ts';
import { sourceOf } from './source.ts';

const makeFolder = foldersUntil(afterAll);
const makeProject = projectsUntil(afterAll);
const ffmpeg = await findFfmpeg();

const folder = makeFolder({ 'broken.mp4': 'not a video' });
const clip = join(folder, 'clip.mp4');
execFileSync(ffmpeg.path, [
  ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=25:duration=3'],
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25', clip],
]);

/** Too much to decode for a quick look. */
const large = join(makeFolder(), 'large.mp4');
execFileSync(ffmpeg.path, [
  ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=25:duration=6'],
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '75', large],
]);

async function bench() {
  const { store, actor } = makeProject();
  const root = { id: store.newId<RootId>(), name: 'clips', path: folder };
  const [there, broken, gone] = ['clip.mp4', 'broken.mp4', 'gone.mp4'].map((path) =>
    makeVideo(store, root.id, path),
  ) as [Video, Video, Video];
  store.write({ actor, label: 'add-videos', detail: null }, [
    create('root', root),
    ...[there, broken, gone].map((video) => create('video', video)),
  ]);
  const previews = openPreviews({ ffmpeg, folder: makeFolder(), limitBytes: 2 ** 30 });
  const shown: ShownProject = { store, previews };
  const get = async (address: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') => {
    const { signal } = new AbortController();
    const asked = { method, address, header: (name: string) => headers[name] ?? null, signal };
    const answer = await readAnswer(await answerResource(shown, asked), signal);
    return { ...answer, bytes: await bytesOf(answer) };
  };
  return { shown, there, broken, gone, get, [Symbol.asyncDispose]: () => previews[Symbol.asyncDispose]() };
}

async function bytesOf({ body }: Answer): Promise<Buffer> {
  return Buffer.concat(body instanceof Readable ? await Array.fromAsync(body) : [body ?? Buffer.alloc(0)]);
}

const jsonOf = ({ status, bytes }: { readonly status: number; readonly bytes: Buffer }): unknown => [
  status,
  JSON.parse(String(bytes)) as unknown,
];

test('a video is read by its id, in parts', async () => {
  await using at = await bench();
  const whole = readFileSync(clip);
  const all = await at.get(`media/${at.there.id}`);
  const part = await at.get(`media/${at.there.id}`, { range: 'bytes=100-199' });
  expect([all.status, all.bytes.equals(whole), all.headers['Content-Type']]).toEqual([200, true, 'video/mp4']);
  expect([part.status, part.bytes.equals(whole.subarray(100, 200))]).toEqual([206, true]);
});

test('what plays in its place is there once it was made', async () => {
  await using at = await bench();
  const address = `media/${at.there.id}?proxy=1`;
  expect(jsonOf(await at.get(address))).toEqual([404, { code: 'proxy-missing' }]);
  const path = await at.shown.previews.proxy(await sourceOf(at.shown.store, at.there));
  expect((await at.get(address)).bytes.equals(readFileSync(path))).toBe(true);
  rmSync(path);
  expect(jsonOf(await at.get(address))).toEqual([404, { code: 'proxy-missing' }]);
});

test('only the videos of the open project are there, and nothing by a path', async () => {
  await using at = await bench();
  const addresses = [
    'media/00000000000000000000',
    'media/',
    `media/${at.there.id}/`,
    `media/${at.there.id}/../${at.gone.id}`,
    `media/${at.there.id.toLowerCase()}`,
    `media/${clip}`,
    `media/..%2f..%2fetc%2fpasswd`,
    `pictures/${at.there.id}`,
    `pictures/${at.there.id}/other`,
    `${at.there.id}`,
    '',
  ];
  const got = await Promise.all(addresses.map(async (address) => [address, (await at.get(address)).status]));
  expect(got).toEqual(addresses.map((address) => [address, 404]));
  expect((await at.get(`media/${at.there.id}`, {}, 'POST')).status).toBe(405);
  const { signal } = new AbortController();
  const none = { method: 'GET', address: `media/${at.there.id}`, header: () => null, signal };
  expect((await answerResource(undefined, none)).status).toBe(404);
});

test('why there is no video is said with its code, and that there is no picture of one is no error', async () => {
  await using at = await bench();
  const path = join(folder, 'gone.mp4');
  const broken = await at.get(`pictures/${at.broken.id}/thumb?h=40`);
  const gone = await at.get(`pictures/${at.gone.id}/at?us=0&h=40`);
  expect([broken.status, gone.status, gone.body]).toEqual([204, 204, null]);
  expect([
    jsonOf(await at.get(`media/${at.gone.id}`)),
    jsonOf(await at.get(`pictures/${at.there.id}/at?h=40`)),
    jsonOf(await at.get(`pictures/${at.there.id}/at?h=0&us=1`)),
    jsonOf(await at.get(`pictures/${at.there.id}/at?h=5000&us=1`)),
    jsonOf(await at.get(`pictures/${at.there.id}/at?h=40&us=-1`)),
  ]).toEqual([
    [404, { code: 'video-missing', path }],
    [400, { code: 'address-wrong' }],
    [400, { code: 'address-wrong' }],
    [400, { code: 'address-wrong' }],
    [400, { code: 'address-wrong' }],
  ]);
});

test('a picture is of its moment, or of a key frame near it where that is quicker, and known by a tag', async () => {
  await using at = await bench();
  const shownAt = async (search: string) => {
    const { status, headers, bytes } = await at.get(`pictures/${at.there.id}/${search}`);
    return [status, headers['Content-Type'], headers['X-Frame-Time-Us'], bytes.readUInt16BE(0) === 0xffd8];
  };
  expect([
    await shownAt('thumb?h=40'),
    await shownAt('at?us=1500000&h=40'),
    await shownAt('at?us=99000000&h=40&exact=1'),
  ]).toEqual([
    [200, 'image/jpeg', '1000000', true],
    [200, 'image/jpeg', '1480000', true],
    [200, 'image/jpeg', '2960000', true],
  ]);
  copyFileSync(large, join(folder, 'gone.mp4'));
  const timeOf = async (search: string) =>
    (await at.get(`pictures/${at.gone.id}/${search}`)).headers['X-Frame-Time-Us'];
  const times = [await timeOf('at?us=4000000&h=40'), await timeOf('at?us=4000000&h=40&exact=1'), await timeOf('thumb')];
  rmSync(join(folder, 'gone.mp4'));
  expect(times).toEqual(['3000000', '4000000', '3000000']);
  const { headers } = await at.get(`pictures/${at.there.id}/thumb?h=40`);
  const tag = { 'if-none-match': headers['ETag'] ?? '' };
  expect(await at.get(`pictures/${at.there.id}/thumb?h=40`, tag)).toMatchObject({ status: 304, body: null });
  expect(await at.get(`pictures/${at.there.id}/thumb?h=41`, tag)).toMatchObject({ status: 200 });
  const head = await at.get(`pictures/${at.there.id}/thumb?h=40`, {}, 'HEAD');
  expect([head.status, head.bytes.length, head.headers['Content-Length']]).toEqual([200, 0, headers['Content-Length']]);
});

test('a project that is closed while a picture is looked for gives it all the same', async () => {
  await using at = await bench();
  const asked = at.get(`pictures/${at.there.id}/thumb?h=40`);
  at.shown.store[Symbol.dispose]();
  expect((await asked).status).toBe(200);
});

test('a file that was replaced is shown as it is now', async () => {
  await using at = await bench();
  const path = join(folder, 'gone.mp4');
  writeFileSync(path, 'not a video yet');
  const before = await at.get(`pictures/${at.gone.id}/thumb?h=40`);
  copyFileSync(clip, path);
  const after = await at.get(`pictures/${at.gone.id}/thumb?h=40`);
  rmSync(path);
  expect([before.status, after.status]).toEqual([204, 200]);
});
