/**
 * An export as a folder: written beside its place under another name, then renamed. An older export there is replaced only
 * when the new one stands; anything else that is there is left alone. Knows no format.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import { isManifest, MANIFEST } from '../manifest.ts';
import type { DatasetVideo } from '../record.ts';
import { openStaged, writing } from './staged-file.ts';
import type { WrittenFile } from '../../document/dataset-report.ts';
import type { Output, OutputFile } from './output.ts';

interface Place {
  readonly folder: string;
  /** Whether videos of several roots are in it, so that each root has a folder of its own. */
  readonly severalRoots: boolean;
}

/** One process at a time: the caller sees to it. Throws `dataset-occupied` or `dataset-unwritable`. */
export async function openFolder({ folder, severalRoots }: Place): Promise<Output> {
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
  const open = (path: string): Promise<OutputFile> =>
    openStaged({ staged: within(fresh, path), path, done: (file) => files.push(file) });
  return {
    pathFor: (video, ending) => pathOf(video, ending, severalRoots),
    open,
    async put(path, text) {
      await using file = await open(path);
      await file.write(text);
      await file.close();
      return true;
    },
    files,
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

function pathOf({ root, relativePath, stem }: DatasetVideo, ending: string, severalRoots: boolean): string | null {
  if (relativePath === null) return `${stem}${ending}`;
  const below = severalRoots && root !== null ? `${root.replaceAll('/', '_')}/${relativePath}` : relativePath;
  return `${below.slice(0, below.lastIndexOf('/') + 1)}${stem}${ending}`;
}
