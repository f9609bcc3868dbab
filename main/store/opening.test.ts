import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../document/problem.ts';
import type { Problem } from '../document/problem.ts';
import { createProject } from './creating.ts';
import { addCaptions, foldersUntil, projectsUntil } from './made-project.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/index.ts';
import { openProject, openWith } from './opening.ts';

const makeFolder = foldersUntil(afterAll);
const makeProject = projectsUntil(afterAll);
const here = { readOnly: false, migrations, readFileSystem: () => null };

function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('nothing was wrong');
}

/** Closed, with a video in it. */
function closedProject(): string {
  const made = makeProject();
  addCaptions(made, ['a.mp4']);
  made.store[Symbol.dispose]();
  return made.path;
}

describe('a file that is no project', () => {
  it('is said to be missing, or left as it is', () => {
    const folder = makeFolder();
    const files = {
      'text.panda': 'a text of some length, longer than the header of a database, which has 100 bytes'.repeat(2),
      'empty.panda': '',
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const other = new DatabaseSync(join(folder, 'other.sqlite'));
    other.exec('CREATE TABLE a (b)');
    other.close();
    mkdirSync(join(folder, 'folder.panda'));
    const names = ['missing.panda', 'no/folder.panda', 'text.panda', 'empty.panda', 'other.sqlite', 'folder.panda'];
    expect(names.map((name) => problemOf(() => openProject(join(folder, name))).code)).toEqual([
      ...[
        'project-missing',
        'project-missing',
        'project-foreign',
        'project-foreign',
        'project-foreign',
        'project-foreign',
      ],
    ]);
    expect(readFileSync(join(folder, 'empty.panda'), 'utf8')).toBe('');
    expect(readdirSync(folder).length).toBe(4);
  });

  it('does not make room for a new one', () => {
    const path = closedProject();
    const before = readFileSync(path);
    expect(problemOf(() => createProject(path, { name: 'x' }))).toEqual({ code: 'project-exists', path });
    expect(problemOf(() => createProject(join(path, 'p.panda'), { name: 'x' })).code).toBe('project-unwritable');
    expect(problemOf(() => createProject(join(dirname(path), 'no', 'p.panda'), { name: 'x' })).code).toBe(
      'project-unwritable',
    );
    expect([readdirSync(dirname(path)), readFileSync(path).equals(before)]).toEqual([['p.panda'], true]);
  });
});

describe('a damaged project', () => {
  it('is said to be so, at once or by its check', () => {
    const cut = closedProject();
    truncateSync(cut, 8192);
    expect(problemOf(() => openProject(cut)).code).toBe('project-damaged');
    const torn = closedProject();
    const bytes = readFileSync(torn);
    bytes.fill(0xa5, 4096 * 2); // all but the schema's first pages
    writeFileSync(torn, bytes);
    const code = problemOf(() => {
      using store = openProject(torn);
      expect(store.check().sound).toBe(false);
      Array.from(store.all('video'));
    }).code;
    expect(code).toBe('project-damaged');
  });
});

describe('a project of another version', () => {
  const NOW = migrations.length;
  const second: Migration = {
    version: NOW + 1,
    lift: (database) => database.exec('ALTER TABLE root ADD COLUMN colour TEXT'),
  };
  const third: Migration = { version: NOW + 2, lift: (database) => database.exec("UPDATE root SET colour = 'red'") };

  it('is lifted after a backup, which an older program opens', () => {
    const path = closedProject();
    {
      using store = openWith(path, { ...here, migrations: [...migrations, second, third] });
      expect(store.database.prepare('SELECT name, colour FROM root').all()).toMatchObject([
        { name: 'clips', colour: 'red' },
      ]);
      expect(store.check().faults).toEqual([]);
    }
    expect(readdirSync(dirname(path))).toEqual(['p.panda', `p.panda.backup-v${NOW}`]);
    using backup = openProject(`${path}.backup-v${NOW}`);
    expect(backup.check()).toMatchObject({ sound: true, records: { video: 1 } });
    copyFileSync(`${path}.backup-v${NOW}`, path);
    openWith(path, { ...here, migrations: [...migrations, second] })[Symbol.dispose]();
    expect(readdirSync(dirname(path)).filter((name) => !name.includes('-wal') && !name.includes('-shm'))).toEqual([
      ...['p.panda', `p.panda.backup-v${NOW}`, `p.panda.backup-v${NOW}-2`],
    ]);
  });

  it('is left as it is where it is newer', () => {
    const path = closedProject();
    openWith(path, { ...here, migrations: [...migrations, second] })[Symbol.dispose]();
    const before = readFileSync(path);
    expect(problemOf(() => openProject(path))).toEqual({ code: 'project-newer', path, version: NOW + 1, known: NOW });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('stays as it was where a migration fails', () => {
    const path = closedProject();
    const failing: Migration = { version: NOW + 1, lift: (database) => database.exec('DELETE FROM root') };
    expect(() => openWith(path, { ...here, migrations: [...migrations, failing] })).toThrow('point nowhere');
    using store = openProject(path);
    expect(store.check()).toMatchObject({ sound: true, records: { root: 1 } });
  });

  it('is lifted for who only reads it, too', () => {
    const path = closedProject();
    const opening = { ...here, readOnly: true, migrations: [...migrations, second] };
    using store = openWith(path, opening);
    expect(store.database.prepare('SELECT name, colour FROM root').all()).toMatchObject([
      { name: 'clips', colour: null },
    ]);
    expect(readdirSync(dirname(path))).toContain(`p.panda.backup-v${NOW}`);
    expect(problemOf(() => store.compact()).code).toBe('project-unwritable');
  });
});

describe('a project that may only be read', () => {
  it('is read, and says why it cannot be written', () => {
    const path = closedProject();
    using store = openProject(path, { readOnly: true });
    const [person] = store.list('person');
    expect([...store.all('video')].length).toBe(1);
    expect(problemOf(() => store.undo(person!.id))).toEqual({
      code: 'project-unwritable',
      path,
      cause: 'it was opened for reading only',
    });
    expect(problemOf(() => store.compact()).code).toBe('project-unwritable');
  });
});

describe('a project on a network drive', () => {
  const network = { ...here, readFileSystem: () => 'nfs4' };

  it('is used without the log that is unsafe there, by several at once, and has it again at home', () => {
    const made = makeProject();
    addCaptions(made, ['a.mp4']);
    made.store[Symbol.dispose]();
    {
      using store = openWith(made.path, network);
      using other = openWith(made.path, network);
      addCaptions({ ...made, store }, ['b.mp4']);
      addCaptions({ ...made, store: other }, ['c.mp4']);
      expect([store.networkFileSystem, store.list('video').length, readdirSync(dirname(made.path))]).toEqual([
        'nfs4',
        3,
        ['p.panda'],
      ]);
      expect(store.database.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'delete' });
    }
    using home = openProject(made.path);
    addCaptions({ ...made, store: home }, ['d.mp4']);
    expect([home.networkFileSystem, home.list('video').length, existsSync(`${made.path}-wal`)]).toEqual([
      null,
      4,
      true,
    ]);
  });

  it('is read there, though it came from elsewhere', () => {
    const path = closedProject();
    using store = openWith(path, { ...network, readOnly: true });
    expect([store.list('video').length, readdirSync(dirname(path))]).toEqual([1, ['p.panda']]);
  });

  it('is refused while another has it open with a log', () => {
    const made = makeProject();
    addCaptions(made, ['a.mp4']);
    const problem = problemOf(() => openWith(made.path, { ...network, busyMs: 20 }));
    expect(problem).toEqual({ code: 'project-on-network-drive', path: made.path, fileSystem: 'nfs4' });
    expect(problemOf(() => openWith(made.path, { ...network, readOnly: true })).code).toBe('project-on-network-drive');
  });

  it('keeps what a killed program had in its log', () => {
    const made = makeProject();
    addCaptions(made, ['a.mp4']);
    const copy = join(makeFolder(), 'q.panda');
    for (const part of ['', '-wal']) copyFileSync(`${made.path}${part}`, `${copy}${part}`);
    using store = openWith(copy, network);
    expect([store.list('video').length, store.check().faults]).toEqual([1, []]);
    rmSync(`${copy}-wal`, { force: true });
  });
});
