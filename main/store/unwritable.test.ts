import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../document/problem.ts';
import type { Problem } from '../document/problem.ts';
import { addCaptions, create, makeVideo, projectsUntil } from './made-project.ts';
import { openProject } from './opening.ts';

const makeProject = projectsUntil(afterAll);

function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('a full disk', () => {
  it('is said, whatever was written, and the project stays sound and goes on when there is room', () => {
    const made = makeProject();
    const { store, actor, path, person } = made;
    const { root } = addCaptions(made, ['a.mp4']);
    const pages = Number(store.database.prepare('PRAGMA page_count').get()?.['page_count']);
    store.database.exec(`PRAGMA max_page_count = ${pages + 10}`);
    const many = Array.from({ length: 2000 }, (_, index) => create('video', makeVideo(store, root.id, `${index}.mp4`)));
    const full = { code: 'project-unwritable', path, cause: 'the disk is full' };
    expect(problemOf(() => store.write({ actor, label: 'add-videos' }, many))).toEqual(full);
    const inTwo = (): void =>
      store.transaction(() => {
        store.write({ actor, label: 'add-videos' }, many.slice(0, 10));
        store.transaction(() => store.write({ actor, label: 'add-videos' }, many.slice(10)));
      });
    expect(problemOf(inTwo)).toEqual(full);
    expect([store.list('video').length, store.check().faults]).toEqual([1, []]);
    store.database.exec('PRAGMA max_page_count = 1000000');
    store.write({ actor, label: 'add-videos' }, many);
    store.undo(person.id);
    using again = openProject(path);
    expect([again.list('video').length, again.check().faults]).toEqual([1, []]);
  });
});

describe('a project that may not be written', () => {
  it('is opened for reading, and says at the first change what is in the way', () => {
    const reasons = [];
    for (const what of ['file', 'folder']) {
      const made = makeProject();
      addCaptions(made, ['a.mp4']);
      made.store[Symbol.dispose]();
      const [file, folder] = [made.path, dirname(made.path)];
      chmodSync(file, what === 'file' ? 0o444 : 0o666);
      chmodSync(folder, what === 'folder' ? 0o555 : 0o777);
      const said = openAsNobody(file);
      chmodSync(folder, 0o755);
      const cause = `${what === 'file' ? 'the file' : 'its folder'} may only be read`;
      reasons.push(said);
      expect(said).toEqual([cause, 1, { code: 'project-unwritable', path: file, cause }]);
    }
    expect(reasons.length).toBe(2);
  });

  it('of an older version is left as it is', () => {
    const made = makeProject();
    made.store.database.exec('PRAGMA user_version = 1');
    made.store[Symbol.dispose]();
    chmodSync(dirname(made.path), 0o777);
    chmodSync(made.path, 0o444);
    const cause = 'an older program made it, it has to be brought up to date first, and the file may only be read';
    expect(openAsNobody(made.path)).toEqual([{ code: 'project-unwritable', path: made.path, cause }]);
  });

  it('is not read without what a killed program left in its log', () => {
    const made = makeProject();
    addCaptions(made, ['a.mp4']);
    const folder = join(dirname(made.path), 'copy');
    mkdirSync(folder);
    const copy = join(folder, 'p.panda');
    for (const part of ['', '-wal']) copyFileSync(`${made.path}${part}`, `${copy}${part}`);
    chmodSync(dirname(made.path), 0o755);
    chmodSync(folder, 0o555);
    const said = openAsNobody(copy);
    chmodSync(folder, 0o755);
    expect(said).toMatchObject([{ code: 'project-unreadable', path: copy }]);
  });
});

function openAsNobody(path: string): unknown {
  const child = fileURLToPath(new URL('unwritable-child.ts', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [child, path], { encoding: 'utf8' });
  return stdout === '' ? stderr : JSON.parse(stdout);
}
