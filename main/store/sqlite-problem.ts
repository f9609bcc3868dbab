/** What SQLite says, as a problem that a person can do something about. Knows nothing of what was being done. */
import { ProblemError } from '../document/problem.ts';

/** Primary result codes, https://www.sqlite.org/rescode.html */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const CONSTRAINT = 19;
const NOTADB = 26;
const CONSTRAINT_FOREIGNKEY = 787;

/** `error` as a problem with the file at `path`; anything else as it is. */
export function asProblem(path: string, error: unknown): unknown {
  switch (primaryCode(error)) {
    case BUSY:
    case LOCKED:
      return new ProblemError({ code: 'project-busy', path });
    case READONLY:
      return unwritable(path, 'the file or its folder may only be read');
    case FULL:
      return unwritable(path, 'the disk is full');
    case IOERR:
      return unwritable(path, `the drive gave an error: ${messageOf(error)}`);
    case CANTOPEN:
      return new ProblemError({ code: 'project-unreadable', path, cause: messageOf(error) });
    case CORRUPT:
    case NOTADB:
      return new ProblemError({ code: 'project-damaged', path, cause: messageOf(error) });
    default:
      return error;
  }
}

export function isConstraint(error: unknown): boolean {
  return primaryCode(error) === CONSTRAINT;
}

export function isForeignKey(error: unknown): boolean {
  return codeOf(error) === CONSTRAINT_FOREIGNKEY;
}

export function isBusy(error: unknown): boolean {
  return primaryCode(error) === BUSY;
}

function unwritable(path: string, cause: string): ProblemError {
  return new ProblemError({ code: 'project-unwritable', path, cause });
}

function primaryCode(error: unknown): number | undefined {
  const code = codeOf(error);
  return code === undefined ? undefined : code & 0xff;
}

function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode;
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
