import { copyFileSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { FileState } from '../../document/observations.ts';
import type { ItemId } from '../../document/ids.ts';
import type { ProjectStore } from '../../store/index.ts';
import { newProject } from '../project/new-project.ts';
import { actorIn } from '../project/people.ts';
import { addVideos } from './add-videos.ts';
import { mapRoot } from './map-root.ts';
import { observeVideos, pathOfVideo } from './observe.ts';
import { relink } from './relink.ts';
import type { Relinked } from '../../contract/library.ts';
import { foldersUntil } from './test-folder.ts';

const makeFolder = foldersUntil(afterAll);
const { signal } = new AbortController();

let store: ProjectStore;
let folder: string;

beforeEach(async () => {
  process.env['PANDA_HOME'] = makeFolder();
  store = newProject(join(makeFolder(), 'a.panda'));
  folder = makeFolder({ 'a.mp4': 'content of a', 'b.mp4': 'content of b', 'c.mp4': 'another size: c' });
  for (const [index, name] of ['a.mp4', 'b.mp4', 'c.mp4'].entries()) utimesSync(join(folder, name), index, index);
  await add(folder);
  await look();
  return () => store[Symbol.dispose]();
});

async function add(...named: string[]): Promise<void> {
  await addVideos(store, { named, actor: actorIn(store) });
}

/** State by file, without probing. */
async function look(): Promise<Record<string, FileState>> {
  await observeVideos(store, { videos: store.all('video'), ffmpeg: null, signal });
  return Object.fromEntries(
    [...store.all('video')].map((video) => [short(pathOfVideo(store, video)), store.file(video.id).state]),
  );
}

function short(path: string): string {
  return path.replace(`${folder}/`, '');
}

function move(from: string, to: string): void {
  mkdirSync(dirname(join(folder, to)), { recursive: true });
  renameSync(join(folder, from), join(folder, to));
}

async function relinked(...named: string[]): Promise<Relinked> {
  const all = await relink(store, { named, actor: actorIn(store), signal });
  return {
    moved: all.moved.map(({ from, to }) => ({ from: short(from), to: short(to) })),
    ambiguous: all.ambiguous.map(({ paths, candidates }) => ({
      paths: paths.map(short),
      candidates: candidates.map(short),
    })),
    lost: all.lost.map(short),
    unknown: all.unknown.map(short),
    stopped: all.stopped,
  };
}

const nothing: Relinked = { moved: [], ambiguous: [], lost: [], unknown: [], stopped: false };

test('what is there, what is gone and what is another file are told apart, and nothing is read twice', async () => {
  rmSync(join(folder, 'a.mp4'));
  writeFileSync(join(folder, 'b.mp4'), 'CONTENT OF B');
  expect(await look()).toEqual({ 'a.mp4': 'missing', 'b.mp4': 'changed', 'c.mp4': 'present' });
  const before = store.changeCount();
  expect(await look()).toEqual({ 'a.mp4': 'missing', 'b.mp4': 'changed', 'c.mp4': 'present' });
  expect(store.changeCount()).toBe(before);
  writeFileSync(join(folder, 'b.mp4'), 'content of b');
  utimesSync(join(folder, 'b.mp4'), 1, 1);
  expect(await look()).toMatchObject({ 'b.mp4': 'present' });
});

test('moved and renamed videos are found by their content, in one step that is taken back as one', async () => {
  move('a.mp4', 'sub/renamed.mkv');
  move('c.mp4', 'sub/c.mp4');
  const moved = [
    { from: 'a.mp4', to: 'sub/renamed.mkv' },
    { from: 'c.mp4', to: 'sub/c.mp4' },
  ];
  expect(await relinked()).toEqual({ ...nothing, moved });
  expect(await look()).toEqual({ 'b.mp4': 'present', 'sub/c.mp4': 'present', 'sub/renamed.mkv': 'present' });
  expect(store.undo(actorIn(store).personId)).toMatchObject({ label: 'move-videos', detail: '2' });
  expect(Object.keys(await look())).toEqual(['a.mp4', 'b.mp4', 'c.mp4']);
});

test('names that went round are found round', async () => {
  move('a.mp4', 'x');
  move('b.mp4', 'a.mp4');
  move('x', 'b.mp4');
  const moved = [
    { from: 'a.mp4', to: 'b.mp4' },
    { from: 'b.mp4', to: 'a.mp4' },
  ];
  expect(await relinked()).toEqual({ ...nothing, moved });
  expect(await look()).toEqual({ 'a.mp4': 'present', 'b.mp4': 'present', 'c.mp4': 'present' });
});

test('of two copies neither is guessed, and the one that is named is taken', async () => {
  copyFileSync(join(folder, 'a.mp4'), join(folder, 'copy.mp4'));
  move('a.mp4', 'other.mp4');
  const candidates = ['copy.mp4', 'other.mp4'];
  expect(await relinked()).toEqual({ ...nothing, ambiguous: [{ paths: ['a.mp4'], candidates }] });
  expect(await relinked(join(folder, 'copy.mp4'))).toEqual({ ...nothing, moved: [{ from: 'a.mp4', to: 'copy.mp4' }] });
});

test('copies that moved together keep their names apart', async () => {
  copyFileSync(join(folder, 'a.mp4'), join(folder, 'copy.mp4'));
  await add(folder);
  await look();
  move('a.mp4', 'sub/a.mp4');
  move('copy.mp4', 'sub/copy.mp4');
  const moved = ['a.mp4', 'copy.mp4'].map((name) => ({ from: name, to: `sub/${name}` }));
  expect(await relinked()).toEqual({ ...nothing, moved });
});

test('a moved video that was added again makes way, unless somebody worked on it', async () => {
  move('a.mp4', 'sub/a.mp4');
  move('b.mp4', 'sub/b.mp4');
  await add(folder);
  const again = store.findVideo(store.list('root')[0]?.id ?? ('' as never), 'sub/b.mp4');
  const item = {
    id: store.newId<ItemId>(),
    videoId: again?.id ?? ('' as never),
    segmentId: null,
    flag: null,
    extra: null,
  };
  store.write({ actor: actorIn(store), label: 'add-items' }, [
    { do: 'create', type: 'item', record: { ...item, kind: 'caption', track: 'short' } },
  ]);
  expect(await relinked()).toEqual({
    ...nothing,
    moved: [{ from: 'a.mp4', to: 'sub/a.mp4' }],
    ambiguous: [{ paths: ['b.mp4'], candidates: ['sub/b.mp4'] }],
  });
  expect([...store.all('video')]).toHaveLength(4);
});

test('what is in no folder of the project is found in one that is named, which becomes one', async () => {
  const elsewhere = makeFolder();
  renameSync(join(folder, 'a.mp4'), join(elsewhere, 'a.mp4'));
  expect(await relinked()).toEqual({ ...nothing, lost: ['a.mp4'] });
  expect(await relinked(elsewhere)).toEqual({ ...nothing, moved: [{ from: 'a.mp4', to: join(elsewhere, 'a.mp4') }] });
  expect(store.list('root').map(({ path }) => path)).toEqual([folder, elsewhere]);
});

test('what was never looked at while it was there cannot be found', async () => {
  writeFileSync(join(folder, 'd.mp4'), 'd');
  await add(folder);
  move('d.mp4', 'e.mp4');
  expect(await relinked()).toEqual({ ...nothing, unknown: ['d.mp4'] });
});

test('a folder that is elsewhere now is mapped once, if its videos are there', async () => {
  const [root] = store.list('root');
  const moved = join(makeFolder(), 'moved');
  renameSync(folder, moved);
  const plan = { root: root?.name ?? '', actor: actorIn(store) };
  await expect(mapRoot(store, { ...plan, path: makeFolder() })).rejects.toThrow('of 3 videos of');
  expect(await mapRoot(store, { ...plan, path: moved })).toMatchObject({ from: folder, looked: 3, found: 3 });
  expect(Object.values(await look())).toEqual(['present', 'present', 'present']);
  await expect(mapRoot(store, { ...plan, root: 'nobody', path: moved })).rejects.toThrow('no folder called nobody');
  mkdirSync(folder);
});

test('a project of Windows opens here, with all of its videos missing until its folder is mapped', async () => {
  const [root] = store.list('root');
  const path = 'D:\\videos';
  if (root)
    store.write({ actor: actorIn(store), label: 'map-root' }, [
      { do: 'update', type: 'root', id: root.id, from: { path: folder }, to: { path } },
    ]);
  expect(Object.entries(await look())[0]).toEqual(['D:\\videos\\a.mp4', 'missing']);
  await mapRoot(store, { root: path, path: folder, actor: actorIn(store) });
  expect(await look()).toEqual({ 'a.mp4': 'present', 'b.mp4': 'present', 'c.mp4': 'present' });
});
