/**
 * A caption as a text file of its own, named as its video, as the tools that train on clips want it: beside the video,
 * or in a folder that mirrors the videos' own. A file that is there is never overwritten: a person may have written it.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import { secondsFromUs } from '../../document/time.ts';
import type { BatchClip } from './clip.ts';

export class Sidecars {
  /** Null: beside each video. */
  readonly #folder: string | null;
  readonly #ownerOf = new Map<string, string>();

  constructor(folder: string | null) {
    this.#folder = folder;
  }

  /** `clip.txt`; for a span `clip_2.5-7.txt`; where another clip of this run has that name already, `clip.mov.txt`. */
  pathOf(clip: BatchClip): string {
    const owner = JSON.stringify([clip.path, clip.span, clip.prompt]);
    const base = this.#folder === null ? clip.path : join(this.#folder, clip.relativePath);
    const span = clip.span ? `_${secondsFromUs(clip.span.fromUs)}-${secondsFromUs(clip.span.toUs)}` : '';
    const names = [`${parse(base).name}${span}.txt`, `${basename(base)}${span}.txt`];
    for (const name of names) {
      const path = join(dirname(base), name);
      const taken = this.#ownerOf.get(path) ?? owner;
      this.#ownerOf.set(path, taken);
      if (taken === owner) return path;
    }
    throw new ProblemError({
      code: 'output-unwritable',
      path: names[1] ?? base,
      cause: 'two clips would have this one name',
    });
  }

  has(clip: BatchClip): boolean {
    return existsSync(this.pathOf(clip));
  }

  /** One line, nothing after it: trainers take the whole file for the caption. Throws `output-unwritable`. */
  async write(clip: BatchClip, text: string): Promise<void> {
    const path = this.pathOf(clip);
    const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}`);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(unfinished, text.replace(/\s+/g, ' ').trim());
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw new ProblemError({ code: 'output-unwritable', path, cause: (error as Error).message });
    }
  }
}
