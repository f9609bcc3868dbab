/** Makes and opens project files. Knows nothing of what is in them but their version. */
import { accessSync, constants, existsSync, linkSync, rmSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import type { PersonId, ProjectId } from '../document/ids.ts';
import { ProblemError } from '../document/problem.ts';
import { APPLICATION_ID, readIsProject } from './file-header.ts';
import { lift, newestOf, versionOf } from './lifting.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import type { Migration } from './migrations/index.ts';
import { ProjectStore } from './project-store.ts';
import { asProblem } from './sqlite-problem.ts';

export interface NewProject {
  readonly name: string;
  /** Who makes it: the first person in it. Without a name, the one that the system has. */
  readonly personName?: string;
  /** The id that this person has in other projects. */
  readonly personId?: PersonId;
}

const BUSY_MS = 10_000;

/** Throws `project-exists`, `project-unwritable`. */
export function createProject(
  path: string,
  { name, personName = userInfo().username, personId }: NewProject,
): ProjectStore {
  if (existsSync(path)) throw new ProblemError({ code: 'project-exists', path });
  const unfinished = `${path}.new-${process.pid}`;
  try {
    const database = new DatabaseSync(unfinished);
    database.exec(`PRAGMA page_size = 4096; PRAGMA application_id = ${APPLICATION_ID}`);
    lift(database, allMigrations);
    {
      using store = new ProjectStore({ path, database, readOnly: null });
      const createdAtMs = Date.now();
      const person = { id: personId ?? store.newId<PersonId>(), name: personName, role: 'annotator' } as const;
      const project = {
        id: store.newId<ProjectId>(),
        name,
        guidelines: '',
        controlShare: 0,
        doubleShare: 0,
        createdAtMs,
      };
      store.write({ actor: { personId: person.id, model: null, runId: null }, label: 'settings' }, [
        { do: 'create', type: 'project', record: project },
        { do: 'create', type: 'person', record: person },
      ]);
    }
    linkSync(unfinished, path);
  } catch (error) {
    throw asProblem(path, error);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return openProject(path);
}

export interface Opening {
  readonly readOnly?: boolean;
}

/** Throws `project-missing`, `project-foreign`, `project-newer`, `project-damaged`, `project-unreadable`, ... */
export function openProject(path: string, { readOnly = false }: Opening = {}): ProjectStore {
  return openWith(path, { readOnly, migrations: allMigrations });
}

export interface OpeningWith {
  readonly readOnly: boolean;
  readonly migrations: readonly Migration[];
}

/** @internal */
export function openWith(path: string, { readOnly, migrations }: OpeningWith): ProjectStore {
  if (!existsSync(path)) throw new ProblemError({ code: 'project-missing', path });
  if (!statSync(path).isFile() || !readIsProject(path)) throw new ProblemError({ code: 'project-foreign', path });
  try {
    const database = new DatabaseSync(path, { readOnly, timeout: BUSY_MS });
    const version = versionOf(database);
    const known = newestOf(migrations);
    if (version > known) throw new ProblemError({ code: 'project-newer', path, version, known });
    if (!readOnly) {
      accessSync(path, constants.W_OK);
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    }
    database.exec('PRAGMA cache_size = -32000');
    return new ProjectStore({ path, database, readOnly: readOnly ? 'it was opened for reading only' : null });
  } catch (error) {
    throw asProblem(path, error);
  }
}
