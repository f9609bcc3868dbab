import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { foldersUntil } from '../services/library/test-folder.ts';
import { linesOf, panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);

let home: string;
let file: string;
let folder: string;

beforeEach(() => {
  home = makeFolder();
  file = join(makeFolder(), 'demo.panda');
  folder = makeFolder({ '1.mp4': 'one', '2.mp4': 'two', '10.mp4': 'ten', '2.txt': 'A caption.' });
});

async function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await panda(args, { home });
  return { code, stdout, stderr };
}

async function json<T>(...args: string[]): Promise<T> {
  const [result] = linesOf<T>((await run(...args, '--json')).stdout);
  if (result === undefined) throw new Error(`${args.join(' ')} said nothing`);
  return result;
}

test('a project is made, told of, and not made twice; what it is told to add is there', async () => {
  const made = await run('project', 'new', file, folder, '--name', 'Demo');
  expect([made.code, made.stdout.split('\n')[1]]).toEqual([0, '3 videos added.']);
  expect(made.stdout).toContain('(1 .txt)');
  const again = await run('project', 'new', file);
  expect([again.code, again.stderr]).toEqual([
    3,
    `${file}: there is a file of this name already. Choose another name.\n`,
  ]);
  expect(await json('project', 'info', file)).toMatchObject({
    project: { name: 'Demo' },
    records: { video: 3, root: 1, person: 1 },
    files: { unseen: 3, present: 0 },
    roots: [{ path: folder }],
  });
  expect((await run('project', 'add', file, join(folder, 'gone.mp4'))).code).toBe(1);
  expect((await run('project', 'add', join(folder, 'no.panda'), folder)).code).toBe(3);
});

test('what was done is undone and done again, and who has done nothing has nothing to undo', async () => {
  await run('project', 'new', file, folder);
  expect(await run('project', 'remove', file, '1.mp4')).toEqual({
    code: 0,
    stdout: `Removed 1 video.\npanda undo --project ${file} brings it all back.\n`,
    stderr: '',
  });
  expect((await run('undo', '--project', file)).stdout).toBe('Took back: removing videos (1).\n');
  expect((await run('redo', '--project', file)).stdout).toBe('Did again: removing videos (1).\n');
  const other = await panda(['undo', '--project', file], { home: makeFolder() });
  expect([other.code, other.stdout]).toEqual([0, 'You have done nothing here that could be taken back.\n']);
});

test('videos are excluded by query, and a query that cannot be read is said to be so', async () => {
  await run('project', 'new', file, folder);
  expect(await json('project', 'exclude', file, '--only', 'path:1*.mp4')).toEqual({
    videos: 2,
    changed: 2,
    dryRun: false,
  });
  expect(await json('project', 'include', file, '10.mp4', '--dry-run')).toEqual({
    videos: 1,
    changed: 1,
    dryRun: true,
  });
  expect((await run('project', 'exclude', file)).code).toBe(2);
  expect((await run('project', 'exclude', file, '--only', 'status:')).code).not.toBe(0);
});

test('a folder that moved is missing, then mapped, and a renamed video found again', async () => {
  await run('project', 'new', file, folder);
  expect(await json('project', 'scan', file, '--no-probe')).toMatchObject({ looked: 3, states: { present: 3 } });
  const moved = join(makeFolder(), 'moved');
  renameSync(folder, moved);
  const checked = await run('project', 'check', file);
  expect([checked.code, checked.stdout.includes('3 videos not there')]).toEqual([1, true]);
  expect((await run('project', 'map', file, folder, moved)).code).toBe(0);
  renameSync(join(moved, '1.mp4'), join(moved, 'renamed.mp4'));
  expect(await json('project', 'relink', file)).toMatchObject({
    moved: [{ from: join(moved, '1.mp4'), to: join(moved, 'renamed.mp4') }],
  });
  expect((await run('project', 'check', file)).code).toBe(0);
  mkdirSync(folder);
});

test('people work on copies, and the copies come together with their conflicts listed', async () => {
  const copy = join(makeFolder(), 'copy.panda');
  await run('project', 'new', file, folder);
  await run('people', 'add', 'Ben', '--role', 'reviewer', '--project', file);
  await run('project', 'backup', file, copy);
  expect(existsSync(copy)).toBe(true);
  await run('project', 'exclude', file, '1.mp4');
  const ben = { home: makeFolder() };
  await panda(['people', 'me', 'Ben', '--project', copy], ben);
  await panda(['project', 'remove', copy, '1.mp4', '2.mp4'], ben);
  const merged = await run('project', 'merge', file, copy);
  expect([merged.code, merged.stdout.split('\n').slice(1)]).toEqual([
    1,
    ['Removed 1 video.', '1 conflict: what was here stayed.', `panda undo --project ${file} takes it back.`, ''],
  ]);
  expect(merged.stdout).toContain('1.mp4: video removed there by Ben');
});

test('guidelines are kept in the project as they were written', async () => {
  await run('project', 'new', file);
  const guidelines = '# 지침\n\nSay what you see.\n';
  const given = await panda(['guidelines', '--project', file, '--set', '-'], { home, stdin: guidelines });
  expect([given.code, (await run('guidelines', '--project', file)).stdout]).toEqual([0, guidelines]);
});

test('two processes add to one project at once, and each video is there once', async () => {
  await run('project', 'new', file);
  const more = makeFolder();
  for (let index = 0; index < 6000; index++) writeFileSync(join(index % 2 === 0 ? folder : more, `c${index}.mp4`), '');
  const both = ['project', 'add', file, folder, more];
  const ended = await Promise.all([run(...both), run(...both), run('people', 'add', 'Kim', '--project', file)]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  const { records } = await json<{ records: Record<string, number> }>('project', 'info', file);
  expect([records['video'], records['root'], records['person']]).toEqual([6003, 2, 2]);
  expect((await run('project', 'check', file)).code).toBe(0);
});
