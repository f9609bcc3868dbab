/**
 * Opens project files: ours and whole, in the way that is safe where it lies, at the newest version. Knows nothing of what is
 * in them.
 */
import { statSync } from 'node:fs';
import { ProblemError } from '../document/problem.ts';
import { BUSY_MS, connect } from './connecting.ts';
import type { Connected } from './connection.ts';
import { readHeader } from './file-header.ts';
import { backUpBeforeLift, lift, newestOf, versionOf } from './lifting.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import type { Migration } from './migrations/index.ts';
import { readNetworkFileSystem } from './network-drive.ts';
import { ProjectStore } from './project-store.ts';
import { asProblem } from './sqlite-problem.ts';

export interface Opening {
  readonly readOnly?: boolean;
}

/**
 * Where nothing can be written, it is opened for reading. Throws `project-missing`, `project-foreign`, `project-newer`,
 * `project-damaged`, `project-unreadable`, `project-unwritable`, `project-busy`, `project-on-network-drive`.
 */
export function openProject(path: string, { readOnly = false }: Opening = {}): ProjectStore {
  return openWith(path, { readOnly, migrations: allMigrations, readFileSystem: readNetworkFileSystem });
}

export interface Circumstances {
  readonly readOnly: boolean;
  readonly migrations: readonly Migration[];
  /** What `readNetworkFileSystem` says. */
  readonly readFileSystem: (path: string) => string | null;
  /** How long to wait for others. */
  readonly busyMs?: number;
}

/** @internal */
export function openWith(path: string, circumstances: Circumstances): ProjectStore {
  const { readOnly, migrations, readFileSystem, busyMs = BUSY_MS } = circumstances;
  if (!isProjectFile(path)) throw new ProblemError({ code: 'project-foreign', path });
  try {
    using connecting = new DisposableStack();
    const connected = connect(path, { readOnly, networkFileSystem: readFileSystem(path), busyMs });
    connecting.defer(() => connected.database.close());
    if (readOnly && versionOf(connected.database) < newestOf(migrations)) {
      // Who only wants to read has it brought up to date all the same.
      connecting.dispose();
      openWith(path, { ...circumstances, readOnly: false })[Symbol.dispose]();
      return openWith(path, circumstances);
    }
    bringUpToDate(connected, migrations);
    if (connected.database.prepare('SELECT 1 FROM project').get() === undefined) {
      throw new ProblemError({ code: 'project-damaged', path, cause: 'there is no project in it' });
    }
    connecting.move();
    return new ProjectStore(connected);
  } catch (error) {
    throw asProblem(path, error);
  }
}

function isProjectFile(path: string): boolean {
  try {
    return statSync(path).isFile() && readHeader(path).isProject;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ProblemError({ code: 'project-missing', path });
    throw new ProblemError({ code: 'project-unreadable', path, cause: message });
  }
}

function bringUpToDate({ path, database, readOnly }: Connected, migrations: readonly Migration[]): void {
  const [version, known] = [versionOf(database), newestOf(migrations)];
  if (version > known) throw new ProblemError({ code: 'project-newer', path, version, known });
  if (version === known) return;
  if (readOnly !== null) {
    const cause = `an older program made it, it has to be brought up to date first, and ${readOnly}`;
    throw new ProblemError({ code: 'project-unwritable', path, cause });
  }
  backUpBeforeLift(path, database);
  lift(database, migrations);
}
