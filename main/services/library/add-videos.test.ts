import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { ProjectStore } from '../../store/index.ts';
import { newProject } from '../project/new-project.ts';
import { actorIn } from '../project/people.ts';
import { addVideos } from './add-videos.ts';
import { foldersUntil } from './test-folder.ts';

const makeFolder = foldersUntil(afterAll);

let store: ProjectStore;
let folder: string;

beforeEach(() => {
  process.env['PANDA_HOME'] = makeFolder();
  store = newProject(join(makeFolder(), 'a.panda'));
  folder = makeFolder();
  return () => store[Symbol.dispose]();
});

function write(...names: string[]): void {
  for (const name of names) {
    mkdirSync(resolve(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
}

async function add(...named: string[]): Promise<object> {
  const { added, known, newRoots, problems, sidecars, stopped } = await addVideos(store, {
    named,
    actor: actorIn(store),
  });
  return { added, known, roots: newRoots.map(({ path }) => path), problems, sidecars, stopped };
}

function listed(): string[] {
  return [...store.all('video')].map(({ rootId, path }) => join(store.get('root', rootId)?.path ?? '?', path));
}

const nothing = { added: 0, known: 0, roots: [], problems: [], sidecars: {}, stopped: false };

test('a folder becomes a root and its files videos below it, in natural order; the same again adds nothing', async () => {
  write('day 10/b.mp4', 'day 2/영상.mp4', 'day 2/a.mp4', 'day 2/a.txt', 'notes.md');
  expect(await add(folder)).toEqual({ ...nothing, added: 3, roots: [folder], sidecars: { txt: 1 } });
  expect([...store.all('video')].map(({ path }) => path)).toEqual(['day 2/a.mp4', 'day 2/영상.mp4', 'day 10/b.mp4']);
  const steps = store.steps({ limit: 9 }).length;
  expect(await add(folder, join(folder, 'day 2'), join(folder, 'day 2/a.mp4'))).toEqual({ ...nothing, known: 3 });
  expect(store.steps({ limit: 9 })).toHaveLength(steps);
});

test('all of it is one step, however many writes it took', async () => {
  write(...Array.from({ length: 5003 }, (_, index) => `${index}.mp4`));
  expect(await add(folder)).toEqual({ ...nothing, added: 5003, roots: [folder] });
  const { personId } = actorIn(store);
  expect(store.undoable(personId)).toMatchObject({ label: 'add-videos', detail: '5003' });
  store.undo(personId);
  expect([listed(), store.list('root')]).toEqual([[], []]);
});

test('a folder inside a root, or above one, does not list its videos twice', async () => {
  write('a/b/1.mp4', 'a/2.mp4', '3.mp4');
  await add(join(folder, 'a', 'b'));
  expect(await add(join(folder, 'a'))).toEqual({ ...nothing, added: 1, known: 1, roots: [join(folder, 'a')] });
  expect(await add(folder)).toEqual({ ...nothing, added: 1, known: 2, roots: [folder] });
  expect(await add(join(folder, 'a', 'b', '1.mp4'))).toEqual({ ...nothing, known: 1 });
  expect(listed().sort()).toEqual(['3.mp4', 'a/2.mp4', 'a/b/1.mp4'].map((name) => join(folder, name)));
});

test('of folders that are named together the one that holds the other is the root of both', async () => {
  write('a/1.mp4', '2.mp4');
  expect(await add(join(folder, 'a'), folder)).toEqual({ ...nothing, added: 2, roots: [folder] });
});

test('a file that is named is taken whatever its ending, below its folder', async () => {
  write('film.bin', 'other.mp4');
  expect(await add(join(folder, 'film.bin'))).toEqual({ ...nothing, added: 1, roots: [folder] });
  const gone = join(folder, 'gone');
  const problems = [{ path: gone, problem: { code: 'video-missing', path: gone } }];
  expect(await add(gone)).toEqual({ ...nothing, problems });
});

test.skipIf(process.platform === 'win32')(
  'a folder reached by a link is the folder that is a root already',
  async () => {
    write('sub/1.mp4');
    const link = join(makeFolder(), 'link');
    symlinkSync(folder, link);
    await add(folder);
    expect(await add(link, join(link, 'sub', '1.mp4'))).toEqual({ ...nothing, known: 1 });
  },
);

test.skipIf(process.platform !== 'linux')(
  'odd names are kept as they are, also two that differ in spelling only',
  async () => {
    const names = [
      'a\\b.mp4',
      'new\nline.mp4',
      ' .mp4',
      "te[s]t ' %.mp4",
      'é.mp4'.normalize('NFC'),
      'é.mp4'.normalize('NFD'),
    ];
    write(...names);
    expect(await add(folder)).toEqual({ ...nothing, added: 6, roots: [folder] });
    expect([...store.all('video')].map(({ path }) => path).sort()).toEqual([...names].sort());
    expect(await add(folder)).toEqual({ ...nothing, known: 6 });
  },
);

test('a name that was copied in another spelling is not another video', async () => {
  write('é.mp4'.normalize('NFD'));
  await add(folder);
  const [video] = [...store.all('video')];
  const actor = actorIn(store);
  const to = { path: 'é.mp4'.normalize('NFC') };
  if (video)
    store.write({ actor, label: 'move-videos' }, [
      { do: 'update', type: 'video', id: video.id, from: { path: video.path }, to },
    ]);
  expect(await add(folder)).toEqual({ ...nothing, known: 1 });
});

test('two folders of the same name are two roots with names of their own', async () => {
  write('x/videos/1.mp4', 'y/videos/1.mp4');
  await add(join(folder, 'x/videos'), join(folder, 'y/videos'));
  expect(store.list('root').map(({ name }) => name)).toEqual(['videos', 'videos (2)']);
});

test('stopped, it keeps what it has added, and the same again goes on', async () => {
  write(...Array.from({ length: 5003 }, (_, index) => `${index}.mp4`));
  const stop = new AbortController();
  const stopped = await addVideos(store, {
    named: [folder],
    actor: actorIn(store),
    signal: stop.signal,
    onProgress: ({ added }) => added > 0 && stop.abort(),
  });
  expect([stopped.added, stopped.stopped]).toEqual([5000, true]);
  expect(await add(folder)).toEqual({ ...nothing, added: 3, known: 5000 });
});
