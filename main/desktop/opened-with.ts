/** What the app was started with: files of its own, other files and folders. Knows no window. */
import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';

export interface OpenedWith {
  readonly projects: readonly string[];
  /** Folders and videos. */
  readonly paths: readonly string[];
}

/** `args`: without the program itself. What begins with a dash is for Chromium, and what is not there is for nobody. */
export function openedWith(args: readonly string[], folder: string): OpenedWith {
  const paths = args
    .filter((arg) => arg !== '' && !arg.startsWith('-'))
    .map((arg) => resolve(folder, arg))
    .filter((path) => statSync(path, { throwIfNoEntry: false }) !== undefined);
  const isProject = (path: string): boolean => extname(path).toLowerCase() === '.panda';
  return { projects: paths.filter(isProject), paths: paths.filter((path) => !isProject(path)) };
}
