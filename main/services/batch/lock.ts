/**
 * Lets one process at a time write a file. The lock is the operating system's own, taken through SQLite, so that it ends
 * with its process however that ends, and no number of a dead process is ever mistaken for a living one.
 */
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ProblemError } from '../../document/problem.ts';

/** How long a run that was just killed is given to be gone. */
const PATIENCE_MS = 3000;

/** Takes the lock `PATH.lock`, or throws `output-in-use` or `output-unwritable`. Dispose of it to give it back. */
export function lockFile(path: string, { patienceMs = PATIENCE_MS } = {}): Disposable {
  const lockPath = `${path}.lock`;
  for (;;) {
    const inode = createAndIdentify(path, lockPath);
    const database = lock(path, lockPath, patienceMs);
    // Whoever held it before us removed the file when done: then we hold a file that nobody else can see.
    if (inode !== undefined && statSync(lockPath, { throwIfNoEntry: false })?.ino === inode) {
      return { [Symbol.dispose]: () => release(database, lockPath) };
    }
    database.close();
  }
}

function createAndIdentify(path: string, lockPath: string): number | undefined {
  try {
    closeSync(openSync(lockPath, 'a'));
    return statSync(lockPath, { throwIfNoEntry: false })?.ino;
  } catch (error) {
    throw new ProblemError({ code: 'output-unwritable', path, cause: (error as Error).message });
  }
}

function lock(path: string, lockPath: string, patienceMs: number): DatabaseSync {
  const database = new DatabaseSync(lockPath, { timeout: patienceMs });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch {
    database.close();
    throw new ProblemError({ code: 'output-in-use', path });
  }
}

function release(database: DatabaseSync, lockPath: string): void {
  try {
    rmSync(lockPath, { force: true });
  } catch {
    // Windows keeps an open file; the next run takes the lock on it as it is.
  }
  database.close();
}
