/**
 * Opens a file in the way that is safe where it lies.
 *
 * | where | journal | synchronous |
 * | --- | --- | --- |
 * | a drive of this machine | write-ahead log | FULL: what was acknowledged outlives a power cut as well |
 * | a network drive | rollback journal, deleted after each transaction | EXTRA: the deletion too is on the disk |
 * | nothing can be written | as it is; with no log beside it, as a file that nobody changes | |
 *
 * Knows nothing of what is in the file.
 */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { ProblemError } from '../document/problem.ts';
import type { Connected } from './connection.ts';
import { readHeader } from './file-header.ts';
import { isBusy } from './sqlite-problem.ts';

/** How long to wait for another process's transaction. They are short; undoing the largest step takes a minute. */
export const BUSY_MS = 10_000;
const CACHE_KIB = 32 * 1024;
/** The log is cut to this when all of it is in the file. */
const LOG_LIMIT_BYTES = 64 * 2 ** 20;

export interface Place {
  readonly readOnly: boolean;
  /** Null: the drive is this machine's own. */
  readonly networkFileSystem: string | null;
  readonly busyMs?: number;
}

/** Throws problems, and what SQLite throws. */
export function connect(path: string, { readOnly, networkFileSystem, busyMs = BUSY_MS }: Place): Connected {
  const reason = readOnly ? 'it was opened for reading only' : reasonNotToWrite(path);
  const database =
    reason !== null
      ? openToRead(path, { networkFileSystem, timeout: busyMs })
      : networkFileSystem !== null
        ? openOnNetwork(path, { fileSystem: networkFileSystem, timeout: busyMs })
        : openHere(path, busyMs);
  database.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  return { path, database, readOnly: reason, networkFileSystem };
}

function openHere(path: string, timeout: number): DatabaseSync {
  return opened(new DatabaseSync(path, { timeout }), (database) => {
    database.exec(`PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${LOG_LIMIT_BYTES}`);
    // Nobody else may be at it while the journal is changed for another; where somebody is, what they use is safe as well.
    if (journalModeOf(database) === 'wal') return;
    try {
      database.exec('PRAGMA journal_mode = WAL');
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
  });
}

function openOnNetwork(
  path: string,
  { fileSystem, timeout }: { readonly fileSystem: string; readonly timeout: number },
): DatabaseSync {
  return opened(new DatabaseSync(path, { timeout }), (database) => {
    // Alone for a moment: then a log that is there already is read without the memory that is unsafe here.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    try {
      database.exec('PRAGMA journal_mode = DELETE');
    } catch (error) {
      throw isBusy(error) && readHeader(path).usesLog ? unsafe(path, fileSystem) : error;
    }
    database.exec('PRAGMA synchronous = EXTRA; PRAGMA locking_mode = NORMAL');
    database.prepare('SELECT 1 FROM sqlite_schema').get(); // the lock is let go by the next transaction
  });
}

interface ToRead {
  readonly networkFileSystem: string | null;
  readonly timeout: number;
}

function openToRead(path: string, { networkFileSystem, timeout }: ToRead): DatabaseSync {
  const hasLog = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
  if (networkFileSystem !== null && hasLog) throw unsafe(path, networkFileSystem);
  if (networkFileSystem !== null && readHeader(path).usesLog) return openUnchanging(path);
  try {
    return opened(new DatabaseSync(path, { readOnly: true, timeout }), journalModeOf);
  } catch (error) {
    if (isBusy(error)) throw error;
    if (!hasLog) return openUnchanging(path);
    const cause = `its last changes are in ${path}-wal and the folder may only be read: copy both to another folder`;
    throw new ProblemError({ code: 'project-unreadable', path, cause });
  }
}

/** Without locks and without a log: for a file that cannot change, https://www.sqlite.org/uri.html#uriimmutable */
function openUnchanging(path: string): DatabaseSync {
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return opened(new DatabaseSync(url, { readOnly: true }), journalModeOf);
}

function reasonNotToWrite(path: string): string | null {
  const places = [
    { what: 'the file', at: path },
    { what: 'its folder', at: dirname(path) },
  ];
  for (const { what, at } of places) {
    try {
      accessSync(at, constants.W_OK);
    } catch (error) {
      const drive = (error as NodeJS.ErrnoException).code === 'EROFS';
      return `${drive ? 'its drive' : what} may only be read`;
    }
  }
  return null;
}

function journalModeOf(database: DatabaseSync): string {
  return String(database.prepare('PRAGMA journal_mode').get()?.['journal_mode']);
}

function unsafe(path: string, fileSystem: string): ProblemError {
  return new ProblemError({ code: 'project-on-network-drive', path, fileSystem });
}

/** `database` if it can be worked with; else it is closed. */
function opened(database: DatabaseSync, prepare: (database: DatabaseSync) => unknown): DatabaseSync {
  try {
    prepare(database);
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
