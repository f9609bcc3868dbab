/**
 * Where a video is: below a root, by a path that is written the same on every system. Knows how paths are written, not
 * what is on the disk; a root's path may be of another system than this one.
 */
import { posix, win32 } from 'node:path';
import type { Root } from '../../document/records.ts';

/** As the system of that root writes it. */
export function absolutePath(root: Pick<Root, 'path'>, videoPath: string): string {
  const system = systemOf(root.path);
  return system.join(root.path, ...(system === win32 ? videoPath.split('/') : [videoPath]));
}

/**
 * Where `path` (absolute) lies below a folder, with `/`: '' for the folder itself, undefined for what is not in it.
 * A backslash in a name is part of the name, but on Windows, where it cannot be.
 */
export function pathBelow(folder: string, path: string): string | undefined {
  const system = systemOf(folder);
  const below = system.relative(folder, path);
  if (below === '..' || below.startsWith(`..${system.sep}`) || system.isAbsolute(below)) return undefined;
  return system === win32 ? below.replaceAll('\\', '/') : below;
}

/** The root that `path` lies in, and where; the deepest, where roots lie in one another. */
export function placeIn<Any extends Pick<Root, 'path'>>(
  roots: readonly Any[],
  path: string,
): { readonly root: Any; readonly path: string } | undefined {
  let deepest: { readonly root: Any; readonly path: string } | undefined;
  for (const root of roots) {
    const below = systemOf(root.path) === systemOf(path) ? pathBelow(root.path, path) : undefined;
    if (below === undefined) continue;
    if (deepest === undefined || root.path.length > deepest.root.path.length) deepest = { root, path: below };
  }
  return deepest;
}

/** The last part of a path, whichever system wrote it. */
export function nameOf(path: string): string {
  return systemOf(path).basename(path) || path;
}

/** `C:\videos` and `\\server\share` are Windows'. */
function systemOf(path: string): typeof posix {
  return /^([A-Za-z]:[\\/]|\\\\)/.test(path) ? win32 : posix;
}
