/** What the app was started with: files of its own, other files and folders. Knows no window. */
import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface OpenedWith {
  readonly projects: readonly string[];
  /** Folders and videos. */
  readonly paths: readonly string[];
}

/** `args`: without the program itself. What begins with a dash is for Chromium, and what is not there is for nobody. */
export function openedWith(args: readonly string[], folder: string): OpenedWith {
  const paths = args
    .filter((arg) => arg !== '' && !arg.startsWith('-'))
    .flatMap((arg) => pathOf(arg, folder))
    .filter((path) => statSync(path, { throwIfNoEntry: false }) !== undefined);
  const isProject = (path: string): boolean => extname(path).toLowerCase() === '.panda';
  return { projects: paths.filter(isProject), paths: paths.filter((path) => !isProject(path)) };
}

/** A desktop of Linux gives what is double clicked as an address (`%U` of its entry). None: it is no file of this machine. */
function pathOf(arg: string, folder: string): readonly string[] {
  if (!/^file:/i.test(arg)) return [resolve(folder, arg)];
  try {
    return [fileURLToPath(arg)];
  } catch {
    return [];
  }
}
