/** Against a hub on this machine that cuts, stalls and lies. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { ProblemError } from '../../document/problem.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { downloadCheckpoint } from './download.ts';
import type { DownloadPlan } from './download.ts';

const makeFolder = foldersUntil(afterAll);
const commit = 'c'.repeat(40);
const weights = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
const config = Buffer.from('{"model_type":"videopanda"}');

type Serve = (response: ServerResponse, content: Buffer, from: number) => void;

/** Sends what was asked for. */
const honest: Serve = (response, content, from) => {
  const range = { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` };
  response.writeHead(from > 0 ? 206 : 200, from > 0 ? range : {}).end(content.subarray(from));
};

let siblings: object[];
let serve: Serve;
/** Where each request for the weights began. */
let asked: number[];

beforeEach(() => {
  asked = [];
  serve = honest;
  siblings = [
    { rfilename: 'README.md', size: 3, blobId: '1'.repeat(40) },
    { rfilename: 'config.json', size: config.length, blobId: gitBlob(config) },
    { rfilename: 'pytorch_model.bin', size: 135, lfs: { sha256: sha256(weights), size: weights.length } },
    { rfilename: '../../../evil/config.json', size: 1, blobId: '1'.repeat(40) },
    { rfilename: 'sub/config.json', size: 1, blobId: '1'.repeat(40) },
  ];
});

const hub = createServer((request: IncomingMessage, response) => {
  const url = request.url ?? '';
  if (url === '/api/models/owner/name/revision/main?blobs=true') {
    response.end(JSON.stringify({ sha: commit, siblings }));
  } else if (url === `/owner/name/resolve/${commit}/config.json`) honest(response, config, 0);
  else if (url === `/owner/name/resolve/${commit}/pytorch_model.bin`) {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    asked.push(from);
    serve(response, weights, from);
  } else response.writeHead(404).end();
});
await new Promise<void>((listening) => hub.listen(0, '127.0.0.1', listening));
afterAll(() => void hub.close());

function plan(change: Partial<DownloadPlan> = {}): DownloadPlan {
  return {
    ...{ repository: 'owner/name', base: `http://127.0.0.1:${(hub.address() as AddressInfo).port}/` },
    ...{ revision: 'main', subfolder: null, folder: join(makeFolder(), 'checkpoint') },
    ...{ signal: new AbortController().signal, stallMs: 5000, retryMs: 1 },
    ...change,
  };
}

async function causeOf(wanted: DownloadPlan): Promise<string> {
  try {
    await downloadCheckpoint(wanted);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'download-failed') return error.problem.cause;
    throw error;
  }
  return 'it came';
}

test('fetches what a checkpoint is made of, and says where it came from', async () => {
  const wanted = plan();
  const told: string[] = [];
  const { bytes, files, revision } = await downloadCheckpoint({ ...wanted, onProgress: ({ file }) => told.push(file) });
  expect({ bytes, files, revision }).toEqual({
    ...{ bytes: config.length + weights.length, files: ['config.json', 'pytorch_model.bin'], revision: commit },
  });
  expect(readdirSync(wanted.folder).sort()).toEqual(['config.json', 'pytorch_model.bin', 'source.json']);
  expect(readFileSync(join(wanted.folder, 'pytorch_model.bin')).equals(weights)).toBe(true);
  expect(JSON.parse(readFileSync(join(wanted.folder, 'source.json'), 'utf8'))).toEqual({
    ...{ repository: 'owner/name', base: wanted.base, revision: commit, subfolder: null },
  });
  expect(new Set(told)).toEqual(new Set(['config.json', 'pytorch_model.bin']));
  await downloadCheckpoint(wanted);
  expect(asked).toEqual([0]); // what is there is not fetched again
});

test('goes on where a line was cut, as often as it is cut', async () => {
  const step = 70_000;
  serve = (response, content, from) => {
    if (from + step >= content.length) return honest(response, content, from);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-range': `bytes ${from}-/*`,
      'content-length': content.length - from,
    });
    response.write(content.subarray(from, from + step), () => response.destroy());
  };
  const wanted = plan();
  expect(await causeOf(wanted)).toBe('it came');
  // What the line still held when it broke may be lost, but nothing that came before.
  expect(asked).toEqual(asked.toSorted((a, b) => a - b));
  expect([asked[0], asked.length >= 5, (asked.at(-1) ?? 0) >= weights.length - step]).toEqual([0, true, true]);
  expect(readFileSync(join(wanted.folder, 'pytorch_model.bin')).equals(weights)).toBe(true);
});

test('goes on where a line stalls', async () => {
  serve = (response, content, from) => {
    if (from > 0) return honest(response, content, from);
    response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 1000)); // and never more
  };
  const wanted = plan({ stallMs: 300 });
  expect([await causeOf(wanted), asked[0], asked.at(-1)]).toEqual(['it came', 0, 1000]);
});

test('gives up on a line that brings nothing, keeps what came, and goes on with it the next time', async () => {
  serve = (response, content, from) => {
    if (from > 0) return void response.writeHead(503).end();
    response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 5000)); // and never more
  };
  const wanted = plan({ stallMs: 300 });
  expect(await causeOf(wanted)).toBe('the hub answers 503');
  expect(readdirSync(wanted.folder).sort()).toEqual(['config.json', 'pytorch_model.bin.part']);
  [serve, asked] = [honest, []];
  expect([await causeOf(wanted), asked]).toEqual(['it came', [5000]]);
});

test('begins again where a hub knows no ranges', async () => {
  const wanted = plan();
  mkdirSync(wanted.folder);
  writeFileSync(join(wanted.folder, 'pytorch_model.bin.part'), 'other bytes');
  serve = (response, content) => response.writeHead(200).end(content);
  expect([await causeOf(wanted), asked]).toEqual(['it came', [11]]);
});

test('refuses what a hub lies about, and gives no such file its name', async () => {
  const lies: Record<string, Serve> = {
    'it came with the hash': (response, content) => response.end(Buffer.from(content).fill(1, 5, 9)),
    'the hub sends more than the 300000 bytes': (response, content) => response.end(Buffer.concat([content, content])),
    'the hub answers 404': (response) => response.writeHead(404).end(),
    'it ended after 10 of 300000 bytes': (response, content, from) =>
      from > 0
        ? response.writeHead(206, { 'content-range': 'bytes 10-' }).end()
        : response.end(content.subarray(0, 10)),
    'the hub sends another part': (response, content, from) =>
      from > 0
        ? response.writeHead(206, { 'content-range': 'bytes 0-' }).end(content)
        : response.end(content.subarray(0, 10)),
  };
  for (const [cause, lie] of Object.entries(lies)) {
    serve = lie;
    const wanted = plan();
    expect(await causeOf(wanted)).toContain(cause);
    expect(readdirSync(wanted.folder)).not.toContain('pytorch_model.bin');
  }
  // What is wrong from its beginning is not gone on with.
  const wanted = plan();
  mkdirSync(wanted.folder);
  writeFileSync(join(wanted.folder, 'pytorch_model.bin.part'), 'other bytes');
  serve = honest;
  expect(await causeOf(wanted)).toContain('it came with the hash');
  expect([await causeOf(wanted), asked.at(-1)]).toEqual(['it came', 0]);
});

test('refuses a listing that is none, and names that lead elsewhere', async () => {
  const causes = [await causeOf(plan({ repository: '../name' })), await causeOf(plan({ base: 'file:///etc' }))];
  siblings = [{ rfilename: 'config.json', size: 1 }];
  causes.push(await causeOf(plan()));
  siblings = [{ rfilename: 'config.json', size: -1 }];
  causes.push(await causeOf(plan()));
  siblings = [{ rfilename: 'other.txt', size: 1 }];
  causes.push(await causeOf(plan()), await causeOf(plan({ revision: 'gone' })));
  expect(causes).toEqual([
    ...Array.from({ length: 2 }, () => 'the repository is named as OWNER/NAME, at a base that begins with http'),
    'the hub says no hash of it',
    'the hub does not say what is in the repository',
    'there is no checkpoint in it',
    'the hub answers 404',
  ]);
});

test('stops when it is told to', async () => {
  const stop = new AbortController();
  serve = (response, content) => {
    response.writeHead(200).write(content.subarray(0, 1000));
    stop.abort();
  };
  await expect(downloadCheckpoint(plan({ signal: stop.signal }))).rejects.toThrow('aborted');
});

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function gitBlob(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
