/** A copy of a project as it is at one moment, while others go on writing; and making the file as small as it can be. */
import { statSync } from 'node:fs';
import { backup } from 'node:sqlite';
import type { DatabaseSync } from 'node:sqlite';
import { ProblemError } from '../document/problem.ts';
import type { Connection } from './connection.ts';
import { discard, nameForGood, unfinishedName } from './naming.ts';
import { rebuildFacts } from './search/index.ts';

export interface BackupProgress {
  readonly pagesDone: number;
  readonly pages: number;
}

const PAGES_AT_ONCE = 256; // 1 MiB

/** `source` is used for this alone. Throws `project-exists`, `output-unwritable`. */
export async function backUp(
  source: DatabaseSync,
  { path, onProgress }: { readonly path: string; readonly onProgress?: (progress: BackupProgress) => void },
): Promise<void> {
  const unfinished = unfinishedName(path);
  try {
    // What was begun to be read stays as it is: else the copy begins anew whenever another process writes.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    discard(unfinished);
    await backup(source, unfinished, {
      rate: PAGES_AT_ONCE,
      progress: ({ totalPages, remainingPages }) =>
        onProgress?.({ pagesDone: totalPages - remainingPages, pages: totalPages }),
    });
    onProgress?.(wholeOf(source));
    if (!nameForGood(unfinished, path)) throw new ProblemError({ code: 'project-exists', path });
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError({ code: 'output-unwritable', path, cause: (error as Error).message });
  } finally {
    discard(unfinished);
  }
}

export interface Compaction {
  readonly beforeBytes: number;
  readonly afterBytes: number;
}

/**
 * Writes the file anew without what is empty in it; everything in it stays, the journal too, and what is derived for
 * searching is derived anew. Others have to wait.
 */
export function compact(connection: Connection): Compaction {
  return connection.alone(() => {
    writeLogIntoFile(connection.database);
    const beforeBytes = statSync(connection.path).size;
    rebuildFacts(connection);
    connection.database.exec('VACUUM');
    writeLogIntoFile(connection.database);
    return { beforeBytes, afterBytes: statSync(connection.path).size };
  });
}

/** As far as nobody else is reading what stands in it. */
export function writeLogIntoFile(database: DatabaseSync): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function wholeOf(source: DatabaseSync): BackupProgress {
  const pages = Number(source.prepare('PRAGMA page_count').get()?.['page_count']);
  return { pagesDone: pages, pages };
}
