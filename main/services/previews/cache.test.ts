import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import { Cache } from './cache.ts';
import { previewsFolder } from './folder.ts';

const makeFolder = foldersUntil(afterAll);
const key = (name: string) => ({ kind: 'thing', parts: [1, name], suffix: '.bin' });

/** As if it was last used so many minutes ago. */
function age(path: string, minutes: number): void {
  const seconds = Math.floor(Date.now() / 1000) - minutes * 60;
  utimesSync(path, seconds, seconds);
}

test('a file is found under its key, and nothing half-written is left', async () => {
  const cache = new Cache(join(makeFolder(), 'deep', 'cache'), 1000);
  expect([await cache.read(key('a')), await cache.find(key('a'))]).toEqual([undefined, undefined]);
  await cache.write(key('a'), Buffer.from('one'));
  await cache.write(key('../../a'), Buffer.from('two'));
  expect([String(await cache.read(key('a'))), String(await cache.read(key('../../a')))]).toEqual(['one', 'two']);
  expect(await cache.find(key('a'))).toBe(cache.pathOf(key('a')));
  const files = readdirSync(cache.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name.length)).toEqual([44, 44]);
  expect(await cache.sizeBytes()).toBe(6);
});

test('being used changes nothing that a player knows its file by', async () => {
  const cache = new Cache(makeFolder(), 1000);
  await cache.write(key('a'), Buffer.from('one'));
  const path = cache.pathOf(key('a'));
  const times = () => statSync(path, { bigint: true });
  const made = times();
  await cache.find(key('a'));
  expect(times().mtimeNs).toBe(made.mtimeNs);
  age(path, 5);
  const aged = times();
  await cache.read(key('a'));
  expect([times().mtimeNs, times().atimeNs > aged.atimeNs]).toEqual([aged.mtimeNs, true]);
});

test('what was not used for the longest time goes, also where another process made it', async () => {
  const folder = makeFolder();
  const [cache, other] = [new Cache(folder, 1000), new Cache(folder, 1000)];
  for (const [name, minutes] of [
    ['a', 4],
    ['b', 3],
    ['c', 2],
  ] as const) {
    await other.write(key(name), Buffer.alloc(300));
    age(other.pathOf(key(name)), minutes);
  }
  await cache.read(key('a'));
  await cache.write(key('d'), Buffer.alloc(300));
  const isKept = (name: string) => existsSync(cache.pathOf(key(name)));
  expect(['a', 'b', 'c', 'd'].map(isKept)).toEqual([true, false, true, true]);
  expect(await cache.sizeBytes()).toBe(900);
  await cache.write(key('too large'), Buffer.alloc(5000));
  expect(['a', 'b', 'c', 'd', 'too large'].map(isKept)).toEqual([false, false, false, false, true]);
});

test('the folder may be deleted at any time, and a place that cannot be written is no error', async () => {
  const folder = makeFolder();
  const cache = new Cache(folder, 1000);
  await cache.write(key('a'), Buffer.from('one'));
  rmSync(folder, { recursive: true });
  expect([await cache.read(key('a')), await cache.sizeBytes()]).toEqual([undefined, 0]);
  await cache.write(key('a'), Buffer.from('two'));
  expect(String(await cache.read(key('a')))).toBe('two');
  await cache.clear();
  expect([await cache.read(key('a')), await cache.sizeBytes()]).toEqual([undefined, 0]);

  const blocked = new Cache(join(makeFolder({ file: '' }), 'file'), 1000);
  await blocked.write(key('a'), Buffer.from('one'));
  expect(await blocked.read(key('a'))).toBeUndefined();
});

test('what a crashed process left half-written goes after an hour', async () => {
  const cache = new Cache(makeFolder(), 1000);
  const [old, fresh] = ['old', 'fresh'].map((name) => `${cache.pathOf(key(name))}.1.part`) as [string, string];
  for (const path of [old, fresh]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'half');
  }
  age(old, 61);
  expect([await cache.sizeBytes(), existsSync(old), statSync(fresh).size]).toEqual([0, false, 4]);
});

test('previews lie under PANDA_HOME, or where systems keep what can be made again', () => {
  expect([
    previewsFolder({ PANDA_HOME: '/home' }, 'linux'),
    previewsFolder({ XDG_CACHE_HOME: '/cache' }, 'linux'),
    previewsFolder({ LOCALAPPDATA: '/local' }, 'win32'),
  ]).toEqual([
    join('/home', 'cache', 'previews'),
    join('/cache', 'panda-annotator', 'previews'),
    join('/local', 'panda-annotator', 'cache', 'previews'),
  ]);
});
