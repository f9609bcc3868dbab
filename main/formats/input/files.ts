/** The files that were meant: the one that was named, or those of a folder, in order. Knows nothing of what is in them. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../document/problem.ts';

export interface InputFile {
  readonly path: string;
  /** Below the folder that was named, with `/`; a file that was named itself: its name. */
  readonly relativePath: string;
}

/** Those of a folder have one of these endings. Links to folders are not followed, so none can loop or lead away. */
export async function findFiles(path: string, endings: readonly string[]): Promise<InputFile[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [{ path, relativePath: nameOf(path) }];
    const files: InputFile[] = [];
    await walk({ folder: path, below: '', endings, files });
    return files;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ProblemError({ code: 'dataset-missing', path });
    throw new ProblemError({ code: 'folder-unreadable', path, cause: message });
  }
}

/** The file that was named, or those of a folder that are called so: every split of a data set has one. */
export async function filesCalled(path: string, ...names: [string, ...string[]]): Promise<InputFile[]> {
  const endings = names.map((name) => name.toLowerCase());
  const files = (await findFiles(path, endings)).filter(
    (file) => file.path === path || names.includes(nameOf(file.path)),
  );
  if (files.length === 0) throw new ProblemError({ code: 'dataset-missing', path: join(path, names[0]) });
  return files;
}

interface Walk {
  readonly folder: string;
  readonly below: string;
  readonly endings: readonly string[];
  readonly files: InputFile[];
}

async function walk({ folder, below, endings, files }: Walk): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry;
    if (name.startsWith('.')) continue;
    const relativePath = `${below}${name}`;
    if (entry.isDirectory()) await walk({ folder: join(folder, name), below: `${relativePath}/`, endings, files });
    else if (endings.some((ending) => name.toLowerCase().endsWith(ending))) {
      files.push({ path: join(folder, name), relativePath });
    }
  }
}

function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
