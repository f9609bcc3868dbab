/** Gives a file that is whole its name, so that whoever meets the name meets all of it. Knows nothing of what is in it. */
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

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

/** What such a file is called until then. */
export function unfinishedName(path: string): string {
  return `${path}.new-${process.pid}`;
}

/** Unfinished files beside `path`, of its name or one that begins with it, that processes left which are no more. */
export function discardAbandoned(path: string): void {
  for (const name of namesIn(dirname(path))) {
    const maker = name.startsWith(`${basename(path)}.`) ? /\.new-(\d+)(-journal)?$/.exec(name)?.[1] : undefined;
    if (maker !== undefined && !isRunning(Number(maker))) discard(join(dirname(path), name));
  }
}

/** A folder that cannot be read has nothing to discard; that it cannot be written is said by who tries. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What an attempt that failed may have left. */
export function discard(unfinished: string): void {
  for (const path of [unfinished, `${unfinished}-journal`]) {
    try {
      rmSync(path, { force: true });
    } catch {
      // Where it could not be made it cannot be removed either; why was said already.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
