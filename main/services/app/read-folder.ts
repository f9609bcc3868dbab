/** What is in a folder of this machine, for a window that cannot look itself. */
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FolderEntry } from '../../contract/session.ts';
import { ProblemError } from '../../document/problem.ts';
import { isVideoName } from '../library/find-videos.ts';
import { compareNaturally } from '../library/natural-order.ts';

const KINDS: readonly FolderEntry['kind'][] = ['folder', 'project', 'video', 'file'];

/** Folders first, then projects, videos and other files; hidden ones are left out. Throws `folder-unreadable`. */
export async function readFolder(path: string): Promise<FolderEntry[]> {
  const found = await readdir(path, { withFileTypes: true }).catch((error: Error) => {
    throw new ProblemError({ code: 'folder-unreadable', path, cause: error.message });
  });
  const entries = await Promise.all(
    found
      .filter(({ name }) => !name.startsWith('.'))
      .map(async (entry): Promise<FolderEntry> => {
        const place = join(path, entry.name);
        const isFolder = entry.isSymbolicLink()
          ? await stat(place).then((target) => target.isDirectory(), () => false) // prettier-ignore
          : entry.isDirectory();
        return { name: entry.name, path: place, kind: isFolder ? 'folder' : kindOf(entry.name) };
      }),
  );
  return entries.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compareNaturally(a.name, b.name));
}

function kindOf(name: string): FolderEntry['kind'] {
  if (extname(name).toLowerCase() === '.panda') return 'project';
  return isVideoName(name) ? 'video' : 'file';
}
