/**
 * Which folder each video of those that a person named belongs to: a root that the project has, where it lies in one, or
 * else the folder that was named, or the folder of a file that was named. Knows the disk, not the project file.
 */
import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Root } from '../../document/records.ts';
import { absolutePath, pathBelow, placeIn } from './place.ts';

/** Of a video's absolute path: the path of its root, and its own below it. */
export type PlaceOf = (path: string) => { readonly root: string; readonly path: string };

/** A folder that is reached by another name than that of the root it is in. */
interface Alias {
  readonly path: string;
  readonly meant: string;
}

/** What is named and is not there is passed over: finding the videos tells of it. */
export async function readBases(roots: readonly Root[], named: readonly string[]): Promise<PlaceOf> {
  const folders: { path: string }[] = [...roots];
  const aliases: Alias[] = [];
  const reals = await Promise.all(roots.map(async ({ path }) => ({ path: await realOf(path), root: path })));
  // Shortest first: a folder that holds another that was named is the root of both.
  for (const path of [...new Set(await foldersOf(named))].sort((a, b) => a.length - b.length)) {
    if (placeIn(folders, path) !== undefined) continue;
    const real = placeIn(reals, await realOf(path));
    if (real) aliases.push({ path, meant: absolutePath({ path: real.root.root }, real.path) });
    else folders.push({ path });
  }
  return (path) => {
    const meant = meantBy(aliases, path);
    const place = placeIn(folders, meant);
    if (place === undefined) throw new Error(`${path} is in no folder that was named`);
    return { root: place.root.path, path: place.path };
  };
}

function meantBy(aliases: readonly Alias[], path: string): string {
  for (const alias of aliases) {
    const below = pathBelow(alias.path, path);
    if (below !== undefined) return absolutePath({ path: alias.meant }, below);
  }
  return path;
}

async function foldersOf(named: readonly string[]): Promise<string[]> {
  const folders: string[] = [];
  for (const path of named.map((name) => resolve(name))) {
    const found = await stat(path).catch(() => undefined);
    if (found) folders.push(found.isDirectory() ? path : dirname(path));
  }
  return folders;
}

/** A root of another system, or on a disk that is not there, stays as it is written. */
async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
