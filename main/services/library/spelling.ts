/**
 * Unicode writes many names in two ways, and a disk may hold a name in another way than the project does: macOS and the
 * programs that copy files change it. Knows nothing of videos.
 */
import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';

/** The other ways in which this name may be written. */
export function otherSpellings(name: string): string[] {
  if (isPlain(name)) return [];
  return [...new Set([name.normalize('NFC'), name.normalize('NFD')])].filter((spelling) => spelling !== name);
}

/** Whether a file known as `known` is the one found as `found`, rather than one of two that differ in spelling only. */
export function isSameFile(known: string, found: string): boolean {
  const there = statSync(known, { throwIfNoEntry: false });
  if (there === undefined) return true;
  const here = statSync(found, { throwIfNoEntry: false });
  return here !== undefined && here.ino === there.ino && here.dev === there.dev;
}

/** The path as the disk has it, or the path itself where the disk has it in no spelling. */
export async function spelledOnDisk(path: string): Promise<string> {
  for (const spelling of [path, ...otherSpellings(path)]) {
    try {
      await stat(spelling);
      return spelling;
    } catch (error) {
      if (!isAbsent(error)) return spelling;
    }
  }
  return path;
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** ASCII is written in one way only, which spares nearly every name the question. */
function isPlain(name: string): boolean {
  return /^[\p{ASCII}]*$/u.test(name);
}
