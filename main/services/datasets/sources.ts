/** What a person means who names files or folders without saying what they are: told by names and endings alone. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import { FORMATS, manifestFormat, MANIFEST_PATH } from '../../formats/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Source } from './import.ts';

const FORMAT_OF_ENDING: Readonly<Record<string, string>> = {
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.txt': 'sidecar-txt',
  '.srt': 'srt',
  '.vtt': 'vtt',
  '.llc': 'llc',
};

interface Named {
  /** None: the folders of the project's videos. */
  readonly paths: readonly string[];
  /** Null: told by names. */
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
  if (!found.isDirectory()) return formatOfFile(basename(path));
  const manifest = await readFile(join(path, MANIFEST_PATH), 'utf8').catch(() => '');
  const ours = manifestFormat(manifest);
  if (ours !== null) return [ours];
  const names = await readdir(path, { recursive: true });
  const formats = new Set(names.flatMap((name) => formatOfFile(basename(name))));
  return FORMATS.map(({ name }) => name).filter((name) => formats.has(name));
}

function formatOfFile(name: string): string[] {
  if (/_[qa]\.json$/i.test(name)) return ['videochatgpt-qa'];
  const format = FORMAT_OF_ENDING[extname(name).toLowerCase()];
  return format === undefined ? [] : [format];
}
