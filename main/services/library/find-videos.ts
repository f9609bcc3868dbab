/**
 * From what a person named, files and folders, to the videos meant, in natural order.
 * A file that was named is always tried; in a folder the name's ending decides. Nothing is opened as a video here.
 */
import type { Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import type { Problem } from '../../document/problem.ts';
import { compareNaturally } from './natural-order.ts';

export interface FoundVideo {
  /** Absolute, not resolved through links. */
  readonly path: string;
  /** Where it lies below the folder that was named; a file that was named itself: its name. */
  readonly relativePath: string;
}

export interface FoundVideos {
  readonly videos: readonly FoundVideo[];
  /** What was named or met and cannot be entered. */
  readonly problems: readonly { readonly path: string; readonly problem: Problem }[];
}

const VIDEO_ENDINGS = new Set(
  (
    '3g2 3gp asf avi divx dv f4v flv gif gifv hevc h264 h265 ivf m1v m2t m2ts m2v m4v mjpeg mjpg mkv mov mp4 mp4v mpe mpeg mpg ' +
    'mpv mts mxf nut ogm ogv qt rm rmvb ts vob webm wmv y4m yuv4mpeg'
  ).split(' '),
);
/** Endings that TypeScript also uses. */
const AMBIGUOUS_ENDINGS = new Set(['ts', 'mts']);

/** By its ending alone. */
export function isVideoName(name: string): boolean {
  const ending = endingOf(name);
  return VIDEO_ENDINGS.has(ending) && !AMBIGUOUS_ENDINGS.has(ending);
}

interface FindOptions {
  /** Ends the search early, with what was found until then. */
  readonly signal?: AbortSignal | undefined;
  /** How many were found until now. */
  readonly onFound?: ((count: number) => void) | undefined;
}

/** Files that are named twice are found once. */
export async function findVideos(
  named: readonly string[],
  { signal, onFound }: FindOptions = {},
): Promise<FoundVideos> {
  const videos = new Map<string, FoundVideo>();
  const problems: { path: string; problem: Problem }[] = [];
  const explain = (path: string, error: unknown): void => void problems.push({ path, problem: problemOf(path, error) });
  const keep = (video: FoundVideo): void => {
    if (videos.has(video.path)) return;
    videos.set(video.path, video);
    onFound?.(videos.size);
  };
  const entered = new Set<string>();

  for (const name of named) {
    const path = resolve(name);
    try {
      if ((await stat(path)).isDirectory()) await walk({ folder: path, root: path, entered, keep, explain, signal });
      else keep({ path, relativePath: basename(path) });
    } catch (error) {
      explain(path, error);
    }
  }
  return { videos: [...videos.values()], problems };
}

interface Walk {
  readonly folder: string;
  readonly root: string;
  /** Real paths of the folders gone through: each is entered once, so links may form loops. */
  readonly entered: Set<string>;
  readonly keep: (video: FoundVideo) => void;
  readonly explain: (path: string, error: unknown) => void;
  readonly signal: AbortSignal | undefined;
}

async function walk({ folder, root, entered, keep, explain, signal }: Walk): Promise<void> {
  const real = await realpath(folder);
  if (entered.has(real)) return;
  entered.add(real);
  const met = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => compareNaturally(a.name, b.name));
  for (const one of met) {
    if (signal?.aborted) return;
    const path = join(folder, one.name);
    const looksLikeVideo = VIDEO_ENDINGS.has(endingOf(one.name));
    try {
      const found = await kindOf(one, path);
      if (found.isDirectory()) await walk({ folder: path, root, entered, keep, explain, signal });
      else if (looksLikeVideo && found.isFile() && !(await isTypeScript(path))) {
        keep({ path, relativePath: relative(root, path) });
      }
    } catch (error) {
      // A link to nowhere matters only where it names a video.
      if (looksLikeVideo || (error as NodeJS.ErrnoException).code !== 'ENOENT') explain(path, error);
    }
  }
}

/** The folder says what a name is, but not what a link leads to, and not on every file system. */
async function kindOf(met: Dirent, path: string): Promise<Pick<Dirent, 'isDirectory' | 'isFile'>> {
  const isSure = met.isFile() || met.isDirectory();
  // A name that is not Unicode comes with this sign, and cannot be opened by it.
  return isSure && !met.name.includes('\uFFFD') ? met : stat(path);
}

function problemOf(path: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return { code: 'folder-unreadable', path, cause: message };
  if (!path.includes('\uFFFD')) return { code: 'video-missing', path };
  return { code: 'video-unreadable', path, cause: 'its name is not written in Unicode, so rename it first' };
}

function endingOf(name: string): string {
  return extname(name).slice(1).toLowerCase();
}

async function isTypeScript(path: string): Promise<boolean> {
  if (!AMBIGUOUS_ENDINGS.has(endingOf(path))) return false;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(1024), position: 0 });
    return bytesRead > 0 && !/[^\P{Cc}\s]/u.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}
