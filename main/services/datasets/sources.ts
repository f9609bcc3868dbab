/** What a person means who names files or folders without saying what they are: told by names, endings, and how they begin. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import { FORMATS, manifestFormat, MANIFEST_PATH, recogniseFile } from '../../formats/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Source } from './import.ts';

/** What of a folder is looked at: other files in it are read only by a format that is named, or when they are. */
const IN_FOLDERS = /\.(txt|srt|vtt|llc|jsonl|ndjson)$|_[qa]\.json$/i;

interface Named {
  /** None: the folders of the project's videos. */
  readonly paths: readonly string[];
  /** Null: told by what is there. */
  readonly format: string | null;
}

/** Throws `dataset-missing`, `dataset-format-unknown`. */
export async function sourcesOf(store: ProjectStore, { paths, format }: Named): Promise<Source[]> {
  const named = paths.length > 0 ? paths.map((path) => resolve(path)) : store.list('root').map(({ path }) => path);
  if (format !== null) return named.map((path) => ({ format, path }));
  const sources: Source[] = [];
  for (const path of named) {
    const formats = await formatsAt(path);
    if (formats.length === 0 && paths.length > 0) {
      const known = FORMATS.map(({ name }) => name);
      throw new ProblemError({ code: 'dataset-format-unknown', format: basename(path), known });
    }
    sources.push(...formats.map((one) => ({ format: one, path })));
  }
  return sources;
}

async function formatsAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => {
    throw new ProblemError({ code: 'dataset-missing', path });
  });
  if (!found.isDirectory()) return formatOfFile(path);
  const manifest = await readFile(join(path, MANIFEST_PATH), 'utf8').catch(() => '');
  const ours = manifestFormat(manifest);
  if (ours !== null) return [ours];
  const names = await readdir(path, { recursive: true });
  const formats = new Set<string>();
  for (const name of names) {
    if (!IN_FOLDERS.test(name)) continue;
    for (const format of await formatOfFile(join(path, name))) formats.add(format);
  }
  return FORMATS.map(({ name }) => name).filter((name) => formats.has(name));
}

async function formatOfFile(path: string): Promise<string[]> {
  const format = await recogniseFile(path);
  return format === null ? [] : [format];
}
