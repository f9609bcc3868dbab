/** Gives a file that is whole its name, so that whoever meets the name meets all of it. Knows nothing of what is in it. */
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';

/** Returns false, and leaves both as they are, where another file has the name. */
export function nameForGood(unfinished: string, path: string): boolean {
  const file = openSync(unfinished, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(unfinished, path);
    rmSync(unfinished);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
  }
  // A drive without links (exFAT, some shares): between these two lines another could take the name.
  if (existsSync(path)) return false;
  renameSync(unfinished, path);
  return true;
}
