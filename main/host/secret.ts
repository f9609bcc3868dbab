/**
 * A secret of this machine's user, kept in the program's own folder: what signs cookies, so that a page that is open goes
 * on when the host is started again. Whoever can read it can read the projects as well. Knows nothing of cookies.
 */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../services/index.ts';

const BYTES = 32;

/** Made at first use, and anew where it is not whole or where others could have read it. Throws `secret-unusable`. */
export function readSecret(home: string): Buffer {
  const path = join(home, 'host-secret');
  try {
    return readWhole(path) ?? keepFirst(home, path);
  } catch (error) {
    throw new ProblemError({ code: 'secret-unusable', path, cause: (error as Error).message });
  }
}

function readWhole(path: string): Buffer | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  // Windows has no such bits; there a user's folder is the user's own.
  const isOurs = process.platform === 'win32' || (found.mode & 0o077) === 0;
  if (isOurs && secret.length === BYTES) return secret;
  rmSync(path, { force: true });
  return undefined;
}

/** Of two processes that are the first here, one makes the file and both read it: a link replaces nothing. */
function keepFirst(home: string, path: string): Buffer {
  mkdirSync(home, { recursive: true });
  const secret = randomBytes(BYTES);
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  writeFileSync(temporary, `${secret.toString('hex')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(temporary, path);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readWhole(path) ?? secret;
    // A file system without links (FAT) has no two processes that are so quick.
    writeFileSync(path, readFileSync(temporary), { mode: 0o600 });
    return secret;
  } finally {
    rmSync(temporary, { force: true });
  }
}
