/**
 * An export as a folder: written beside its place under another name, then renamed. An older export there is replaced only
 * when the new one stands; anything else that is there is left alone. Knows no format.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import { isManifest, MANIFEST } from '../manifest.ts';
import { besideMedia } from '../media-name.ts';
import type { MediaName } from '../media-name.ts';
import { openStaged, writing } from './staged-file.ts';
import type { PlacedMedia, WrittenFile } from '../../document/dataset-report.ts';
import type { Output, OutputFile } from './output.ts';

interface Place {
  readonly folder: string;
  readonly mediaName: MediaName;
}

/** One process at a time: the caller sees to it. Throws `dataset-occupied` or `dataset-unwritable`. */
export async function openFolder({ folder, mediaName }: Place): Promise<Output> {
  const place = resolve(folder);
  const beside = (word: string): string => join(dirname(place), `.${basename(place)}.panda-${word}`);
  const [fresh, older] = [beside('new'), beside('old')];
  await writing(place, async () => {
    // What an export left that was killed between its two renames.
    if (!existsSync(place) && existsSync(older)) await rename(older, place);
    await refuseForeign(place);
    for (const left of [fresh, older]) await rm(left, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
  });
  const files: WrittenFile[] = [];
  const media: PlacedMedia[] = [];
  const open = (path: string): Promise<OutputFile> =>
    openStaged({ staged: within(fresh, path), path, done: (file) => files.push(file) });
  return {
    pathFor: (video, ending) => besideMedia(mediaName(video), video, ending),
    open,
    async put(path, content) {
      await using file = await open(path);
      await file.write(content);
      await file.close();
      return true;
    },
    files,
    media,
    place: (path, source, how) =>
      writing(path, async () => {
        const staged = within(fresh, path);
        await mkdir(dirname(staged), { recursive: true });
        if (how === 'link') await symlink(source, staged);
        else if (how === 'copy') await copyFile(source, staged);
        else await rename(source, staged);
        media.push({ path, bytes: (await stat(staged)).size });
      }),
    staged: (path) => within(fresh, path),
    commit: () =>
      writing(place, async () => {
        const replaces = existsSync(place);
        if (replaces) await rename(place, older);
        try {
          await rename(fresh, place);
        } catch (error) {
          if (replaces) await rename(older, place);
          throw error;
        }
        await rm(older, { recursive: true, force: true });
      }),
    abort: () => rm(fresh, { recursive: true, force: true }),
  };
}

async function refuseForeign(place: string): Promise<void> {
  const found = await stat(place).catch(() => null);
  if (found === null) return;
  if (found.isDirectory()) {
    if ((await readdir(place)).length === 0) return;
    const manifest = await readFile(join(place, MANIFEST), 'utf8').catch(() => '');
    if (isManifest(manifest)) return;
  }
  throw new ProblemError({ code: 'dataset-occupied', path: place });
}

/** A name in a project's file may be anything; a file is written below the folder or not at all. */
function within(folder: string, path: string): string {
  const whole = resolve(folder, path);
  if (whole.startsWith(folder + sep) && !path.includes('\0')) return whole;
  throw new ProblemError({ code: 'dataset-unwritable', path, cause: 'it climbs out of the folder of the export' });
}
