/**
 * An export as files beside the videos: each is staged beside its place, and all take their places together. What says the
 * same already is left; what says something else is replaced only where that is allowed. Knows no format.
 */
import { existsSync } from 'node:fs';
import { copyFile, link, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isManifest } from '../manifest.ts';
import { openStaged, writing } from './staged-file.ts';
import type { WrittenFile } from '../../document/dataset-report.ts';
import type { Output, OutputFile } from './output.ts';

export function openBeside({ overwrite }: { readonly overwrite: boolean }): Output {
  const files: WrittenFile[] = [];
  const begun: string[] = [];
  const cleared = new Set<string>();
  const open = async (path: string): Promise<OutputFile> => {
    const folder = dirname(path);
    if (!cleared.has(folder)) await writing(path, () => clearAway(folder));
    cleared.add(folder);
    begun.push(hidden(path, 'new'));
    return openStaged({ staged: hidden(path, 'new'), path, done: (file) => files.push(file) });
  };
  return {
    pathFor: ({ path, stem }, ending) => (path === null ? null : join(dirname(path), `${stem}${ending}`)),
    open,
    async put(path, content) {
      if (!overwrite && existsSync(path)) {
        const there = await writing(path, () => readFile(path));
        if (!there.equals(Buffer.from(content)) && !isManifest(there.toString())) return false;
      }
      await using file = await open(path);
      await file.write(content);
      await file.close();
      return true;
    },
    files,
    media: [],
    // Beside the videos they are there already.
    place: () => Promise.resolve(),
    staged: (path) => hidden(path, 'new'),
    async commit() {
      const placed: string[] = [];
      try {
        for (const { path } of files) {
          await writing(path, async () => {
            await keepOld(path);
            placed.push(path);
            await rename(hidden(path, 'new'), path);
          });
        }
      } catch (error) {
        for (const path of placed) {
          if (existsSync(hidden(path, 'old'))) await rename(hidden(path, 'old'), path);
          else await rm(path, { force: true });
        }
        throw error;
      }
      for (const path of placed) await rm(hidden(path, 'old'), { force: true });
    },
    async abort() {
      for (const path of begun) await rm(path, { force: true });
    },
  };
}

/** A second name for what is there, so that it is never gone, however the program ends; not every drive has links. */
async function keepOld(path: string): Promise<void> {
  const old = hidden(path, 'old');
  await rm(old, { force: true });
  if (existsSync(path)) await link(path, old).catch(() => copyFile(path, old));
}

/** What an export left that was killed. */
async function clearAway(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (HIDDEN.test(name)) await rm(join(folder, name), { force: true });
}

const HIDDEN = /^\..*\.panda-(?:new|old)$/;

function hidden(path: string, word: 'new' | 'old'): string {
  return join(dirname(path), `.${basename(path)}.panda-${word}`);
}
