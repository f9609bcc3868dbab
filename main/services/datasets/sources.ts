/** What a person means who names files or folders without saying what they are: told by names, endings, and how they begin. */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import { FORMATS, recogniseFile } from '../../formats/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { readExported } from './exported.ts';
import type { Source } from './import.ts';

/** What of a folder is looked at: other files in it are read only by a format that is named, or when they are. */
const IN_FOLDERS = /\.(txt|srt|vtt|llc|jsonl|ndjson)$|_[qa]\.json$/i;

interface Named {
  /** None: the folders of the project's videos. */
  readonly paths: readonly string[];
  /** Null: told by what is there. */
  readonly format: string | null;
}

/** Throws `dataset-missing`, `dataset-unrecognised`. */
export async function sourcesOf(store: ProjectStore, { paths, format }: Named): Promise<Source[]> {
  const named = paths.length > 0 ? paths.map((path) => resolve(path)) : store.list('root').map(({ path }) => path);
  const sources: Source[] = [];
  for (const path of named) {
    const found = await sourcesAt(path, { format, looked: IN_FOLDERS });
    if (found.length === 0 && paths.length > 0) throw unrecognised(path);
    sources.push(...found);
  }
  return sources;
}

interface Looking {
  /** Null: told by what is there. */
  readonly format: string | null;
  /** Names of files that are looked at in a folder. */
  readonly looked: RegExp;
}

/** An export of ours part by part, with the options that it was written with. Throws `dataset-missing`. */
export async function sourcesAt(path: string, { format, looked }: Looking): Promise<Source[]> {
  const ours = await readExported(path);
  if (ours !== null && (format ?? ours.format) === ours.format) {
    return ours.parts.map((part) => ({ format: ours.format, path: part.path, options: ours.options }));
  }
  if (format !== null) return [{ format, path }];
  const formats = new Set<string | null>();
  for (const file of await filesAt(path, looked)) formats.add(await recogniseFile(file));
  return FORMATS.filter(({ name }) => formats.has(name)).map(({ name }) => ({ format: name, path }));
}

export function unrecognised(path: string): ProblemError {
  return new ProblemError({ code: 'dataset-unrecognised', path, known: FORMATS.map(({ name }) => name) });
}

async function filesAt(path: string, looked: RegExp): Promise<string[]> {
  const found = await stat(path).catch(() => {
    throw new ProblemError({ code: 'dataset-missing', path });
  });
  if (!found.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  return names.filter((name) => looked.test(name)).map((name) => join(path, name));
}
