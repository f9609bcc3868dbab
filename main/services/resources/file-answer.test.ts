import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import type { Answer } from './answer.ts';
import { answerFile } from './file-answer.ts';
import { readAnswer } from './file-part.ts';

const makeFolder = foldersUntil(afterAll);
const folder = makeFolder({ 'ten.mp4': '0123456789', 'empty.mp4': '' });
const ten = join(folder, 'ten.mp4');
utimesSync(ten, 1_700_000_000, 1_700_000_000);

const never = new AbortController().signal;
const asked = (headers: Readonly<Record<string, string>> = {}, method = 'GET', signal = never) => ({
  method,
  address: '',
  header: (name: string) => headers[name] ?? null,
  signal,
});

async function textOf({ body }: Answer): Promise<string> {
  if (body instanceof Readable) return Buffer.concat(await Array.fromAsync(body)).toString();
  return Buffer.from(body ?? []).toString();
}

const answerOf = async (path: string, how: ReturnType<typeof asked>) =>
  readAnswer(await answerFile(path, how), how.signal);

async function get(headers?: Readonly<Record<string, string>>, method?: string) {
  const answer = await answerOf(ten, asked(headers, method));
  const { 'Content-Range': range, 'Content-Length': length } = answer.headers;
  return [answer.status, range ?? '', length ?? '', await textOf(answer)];
}

test('a player gets the whole file, or the part that it wants', async () => {
  const wanted: readonly (readonly [range: string, ...answer: unknown[]])[] = [
    ['bytes=0-', 206, 'bytes 0-9/10', '10', '0123456789'],
    ['bytes=0-0', 206, 'bytes 0-0/10', '1', '0'],
    ['bytes=3-5', 206, 'bytes 3-5/10', '3', '345'],
    ['bytes=5-99', 206, 'bytes 5-9/10', '5', '56789'],
    ['bytes=9-', 206, 'bytes 9-9/10', '1', '9'],
    ['bytes=-3', 206, 'bytes 7-9/10', '3', '789'],
    ['bytes=-99', 206, 'bytes 0-9/10', '10', '0123456789'],
    ['Bytes = 3 - 5', 206, 'bytes 3-5/10', '3', '345'],
    // Nothing of it is there.
    ['bytes=10-', 416, 'bytes */10', '0', ''],
    ['bytes=99-100', 416, 'bytes */10', '0', ''],
    ['bytes=-0', 416, 'bytes */10', '0', ''],
    ['bytes=99999999999999999999999-', 416, 'bytes */10', '0', ''],
    // Not well-formed, of another unit, or several: as if it were not there.
    ['bytes=5-3', 200, '', '10', '0123456789'],
    ['bytes=-', 200, '', '10', '0123456789'],
    ['bytes=a-b', 200, '', '10', '0123456789'],
    ['bytes=0x1-', 200, '', '10', '0123456789'],
    ['frames=0-1', 200, '', '10', '0123456789'],
    ['bytes=0-1,4-5', 200, '', '10', '0123456789'],
    ['', 200, '', '10', '0123456789'],
  ];
  const answers: unknown[] = [];
  for (const [range] of wanted) answers.push([range, ...(await get({ range }))]);
  expect(answers).toEqual(wanted);
  expect(await get()).toEqual([200, '', '10', '0123456789']);
});

test('HEAD tells of the whole file, and sends nothing', async () => {
  expect(await get({}, 'HEAD')).toEqual([200, '', '10', '']);
  expect(await get({ range: 'bytes=3-5' }, 'HEAD')).toEqual([200, '', '10', '']);
  expect((await answerFile(ten, asked({}, 'HEAD'))).headers).toEqual({
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-cache',
    'Content-Length': '10',
    'Content-Type': 'video/mp4',
    ETag: expect.stringMatching(/^"a-\w+"$/) as string,
    'Last-Modified': 'Tue, 14 Nov 2023 22:13:20 GMT',
  });
  expect((await answerFile(ten, asked({}, 'PUT'))).status).toBe(405);
});

test('a part is sent only of the version that the player knows', async () => {
  const { ETag: tag = '', 'Last-Modified': date = '' } = (await answerFile(ten, asked({}, 'HEAD'))).headers;
  const status = async (headers: Record<string, string>) => (await get(headers))[0];
  const range = 'bytes=3-5';
  expect({
    same: await status({ range, 'if-range': tag }),
    sameDate: await status({ range, 'if-range': date }),
    other: await status({ range, 'if-range': '"other"' }),
    weak: await status({ range, 'if-range': `W/${tag}` }),
    otherDate: await status({ range, 'if-range': 'Tue, 14 Nov 2023 22:13:21 GMT' }),
    noDate: await status({ range, 'if-range': 'yesterday' }),
    unchanged: await status({ 'if-none-match': `"other", ${tag}` }),
    unchangedPart: await status({ range, 'if-none-match': tag }),
    changed: await status({ 'if-none-match': '"other"' }),
    unchangedSince: await status({ 'if-modified-since': date }),
    changedSince: await status({ 'if-modified-since': 'Tue, 14 Nov 2023 22:13:19 GMT' }),
  }).toEqual({
    same: 206,
    sameDate: 206,
    other: 200,
    weak: 200,
    otherDate: 200,
    noDate: 200,
    unchanged: 304,
    unchangedPart: 304,
    changed: 200,
    unchangedSince: 304,
    changedSince: 200,
  });
});

test('an empty file has no part', async () => {
  const path = join(folder, 'empty.mp4');
  const answer = async (range: string) => {
    const { status, body, headers } = await answerFile(path, asked({ range }));
    return [status, body, headers['Content-Length']];
  };
  expect([await answer(''), await answer('bytes=0-'), await answer('bytes=-1')]).toEqual([
    [200, null, '0'],
    [416, null, '0'],
    [416, null, '0'],
  ]);
});

test('what is no file is not sent, and what is not there says so', async () => {
  mkdirSync(join(folder, 'folder.mp4'));
  expect((await answerFile(join(folder, 'folder.mp4'), asked())).status).toBe(404);
  await expect(answerFile(join(folder, 'gone.mp4'), asked())).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a file that was replaced between the answer and its reading is not sent under the name of the other', async () => {
  const path = join(folder, 'replaced.mp4');
  writeFileSync(path, 'one');
  const planned = await answerFile(path, asked({ range: 'bytes=1-' }));
  writeFileSync(path, 'the other');
  expect((await readAnswer(planned, never)).status).toBe(503);
  rmSync(path);
  expect((await readAnswer(planned, never)).status).toBe(503);
});

test.runIf(process.platform === 'linux')('no file stays open, whoever leaves and whenever', async () => {
  const path = join(folder, 'long.mp4');
  writeFileSync(path, Buffer.alloc(4 * 2 ** 20));
  const before = openFiles();
  for (const headers of [{}, { range: 'bytes=0-1' }, { range: `bytes=${2 ** 30}-` }, { 'if-none-match': '*' }]) {
    await textOf(await answerOf(path, asked(headers)));
    await answerFile(path, asked(headers, 'HEAD'));
  }
  // Before anything is read, in the middle, and before it was asked.
  for (const moment of ['unread', 'reading', 'before'] as const) {
    const leaving = new AbortController();
    if (moment === 'before') leaving.abort();
    const { body } = await answerOf(path, asked({}, 'GET', leaving.signal));
    if (!(body instanceof Readable)) throw new Error('no stream');
    const closed = new Promise((resolve) => body.once('close', resolve));
    if (moment === 'reading') await new Promise((resolve) => body.once('data', resolve));
    leaving.abort();
    await closed;
  }
  await expect.poll(openFiles).toBe(before);
});

function openFiles(): number {
  return readdirSync('/proc/self/fd').length;
}
