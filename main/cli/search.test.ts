import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldersUntil } from '../services/library/test-folder.ts';
import { createProject } from '../store/index.ts';
import { create, makeCaption, makeRoot, makeSuggestion, makeVideo } from '../store/made-project.ts';
import { linesOf, panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);
const home = makeFolder();
const file = join(makeFolder(), 'p.panda');
let ids: string[] = [];

beforeAll(() => {
  using store = createProject(file, { name: 'Clips', personName: 'Ann' });
  const [person] = store.list('person');
  if (person === undefined) throw new Error('nobody');
  const root = makeRoot(store);
  const videos = ['clip 2.mp4', 'clip 10.mp4'].map((path) => makeVideo(store, root.id, path));
  const captions = videos.map(({ id }) => makeCaption(store, id));
  const texts = ['A red car.', '빨간 자동차.'];
  ids = captions.map(({ id }) => id);
  store.write({ actor: { personId: person.id, model: null, runId: null }, label: 'import' }, [
    create('root', root),
    ...videos.map((video) => create('video', video)),
    ...captions.map((caption) => create('item', caption)),
    ...captions.map(({ id }, n) => create('suggestion', makeSuggestion(store, id, texts[n] ?? ''))),
  ]);
});

const run = (command: string, ...args: string[]) => panda([command, '--project', file, ...args], { home });

test('search lists what is found, counts all of it, and takes a query in one piece or several', async () => {
  const { code, stdout, stderr } = await run('search', 'status:suggested');
  expect([code, stderr, stdout]).toEqual([
    ...[0, ''],
    `${ids[0]}  suggested  0.20  clips/clip 2.mp4   A red car.\n` +
      `${ids[1]}  suggested  0.20  clips/clip 10.mp4  빨간 자동차.\n2 captions and questions\n`,
  ]);
  expect((await run('search', 'kind:caption', '자동차', '--limit', '1')).stdout).toContain('\n1 caption or question\n');
  expect((await run('search', '--videos', 'path:10')).stdout).toBe('?  clips/clip 10.mp4\n1 video\n');
  const [found] = linesOf((await run('search', '"red car"', '--json')).stdout);
  expect(found).toMatchObject({ count: 1, items: [{ itemId: ids[0], text: 'A red car.' }], next: null });
});

test('a query that cannot be read is a wrong call, and says where', async () => {
  const { code, stdout, stderr } = await run('search', 'status:done');
  expect([code, stdout, stderr.split('. ')[0]]).toEqual([
    ...[2, '', 'The search status:done cannot be read at character 8 (done)'],
  ]);
});

test('queue shows what waits', async () => {
  expect((await run('queue', 'red')).stdout).toMatch(/ A red car\.\n1 caption or question for /);
});

test('replace shows, does when told so, and undo takes it back', async () => {
  const change = ['--only', 'status:suggested,editing', '--pattern', '(red|빨간) ', '--with', ''];
  const shown = await run('replace', ...change);
  expect([shown.code, shown.stdout]).toEqual([
    0,
    'clips/clip 2.mp4\n  - A red car.\n  + A car.\nclips/clip 10.mp4\n  - 빨간 자동차.\n  + 자동차.\n' +
      '2 of 2 texts would change.\n2 are suggestions that become texts being edited, not decided.\n' +
      'Nothing was changed. --apply does it.\n',
  ]);
  expect((await run('search', '빨간')).stdout).toContain('1 caption');
  expect((await run('replace', ...change, '--apply')).stdout).toContain('2 of 2 texts changed.');
  expect((await run('search', 'status:editing -red -빨간')).stdout).toContain('2 captions');
  await run('undo');
  expect((await run('search', 'status:suggested')).stdout).toContain('2 captions');
  expect((await run('replace', '--only', '', '--pattern', '(', '--with', 'x')).code).toBe(2);
  expect((await run('replace', '--only', '')).code).toBe(2);
});
