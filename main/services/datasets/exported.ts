/** An export of ours where it lies: its format and options as its manifest says them, and the folder of each of its parts. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SplitChoice } from '../../document/splits.ts';
import { MANIFEST_PATH, parseManifest } from '../../formats/index.ts';
import type { Options } from '../../formats/index.ts';

export interface Exported {
  readonly format: string;
  readonly options: Options;
  /** Null: it is whole. */
  readonly split: SplitChoice | null;
  /** `split` null: all of it. */
  readonly parts: readonly { readonly split: string | null; readonly path: string }[];
}

/** Null: the folder is no export of ours. */
export async function readExported(folder: string): Promise<Exported | null> {
  const manifest = parseManifest(await readFile(join(folder, MANIFEST_PATH), 'utf8').catch(() => ''));
  if (manifest === null) return null;
  const { splits, ...said } = manifest;
  const parts =
    splits.length === 0
      ? [{ split: null, path: folder }]
      : splits.map((split) => ({ split, path: join(folder, split) }));
  return { ...said, parts };
}
