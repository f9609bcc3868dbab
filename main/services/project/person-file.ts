/**
 * Who works on this machine: a name and an id, kept in one small file of the program's own folder, the same for every
 * project that is opened here. Knows nothing of projects.
 */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { idFrom } from '../../document/ids.ts';
import type { PersonId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import { pandaHome } from '../models/home.ts';

export interface PersonHere {
  readonly id: PersonId;
  readonly name: string;
}

const personSchema = z.object({
  format: z.literal('panda-person'),
  id: z
    .string()
    .regex(/^[0-9A-HJKMNP-TV-Z]{20}$/)
    .transform((id) => id as PersonId),
  name: z.string().min(1),
});

/** Makes the file at first use, from the name that the system knows. Throws `person-file-damaged`, `person-file-unwritable`. */
export function readPersonHere(home: string = pandaHome()): PersonHere {
  const found = readPersonFile(pathIn(home));
  if (found !== undefined) return found;
  return keepFirst(home, newPerson(systemName()));
}

/** Somebody whom no project knows yet. */
export function newPerson(name: string): PersonHere {
  return { id: idFrom<PersonId>(Date.now(), randomBytes(10)), name };
}

/** From now on this machine's person is this one. Throws `person-file-unwritable`. */
export function writePersonHere(person: PersonHere, home: string = pandaHome()): void {
  explained(pathIn(home), (path) => {
    const temporary = writeTemporary(path, person);
    renameSync(temporary, path);
  });
}

function pathIn(home: string): string {
  return join(home, 'person.json');
}

function readPersonFile(path: string): PersonHere | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ProblemError({ code: 'person-file-damaged', path, cause: message });
  }
  try {
    const { id, name } = personSchema.parse(JSON.parse(text));
    return { id, name };
  } catch (error) {
    const cause = error instanceof z.ZodError ? 'it is not a file of this program' : (error as Error).message;
    throw new ProblemError({ code: 'person-file-damaged', path, cause });
  }
}

/** Of two processes that are the first here, one makes the file and both read it: a link, unlike a rename, replaces nothing. */
function keepFirst(home: string, person: PersonHere): PersonHere {
  return explained(pathIn(home), (path) => {
    const temporary = writeTemporary(path, person);
    try {
      linkSync(temporary, path);
    } catch (error) {
      // A file system without links (FAT): then the file is made only if it is still not there.
      if (!isThere(error)) writeUnlessThere(path, readFileSync(temporary));
    } finally {
      rmSync(temporary, { force: true });
    }
    return readPersonFile(path) ?? person;
  });
}

function writeUnlessThere(path: string, bytes: Buffer): void {
  try {
    writeFileSync(path, bytes, { flag: 'wx' });
  } catch (error) {
    if (!isThere(error)) throw error;
  }
}

function isThere(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}

function writeTemporary(path: string, { id, name }: PersonHere): string {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  writeFileSync(temporary, `${JSON.stringify({ format: 'panda-person', id, name })}\n`, { flush: true });
  return temporary;
}

function explained<T>(path: string, work: (path: string) => T): T {
  try {
    return work(path);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError({ code: 'person-file-unwritable', path, cause: (error as Error).message });
  }
}

function systemName(): string {
  try {
    return userInfo().username || 'me';
  } catch {
    // A user without an entry, as in some containers.
    return process.env['USER'] || process.env['USERNAME'] || 'me';
  }
}
