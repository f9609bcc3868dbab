/**
 * Finds the goldens that the parity tests compare with: `PANDA_PARITY`, else `../shared/parity` beside the repository,
 * else the small copies in this project. Knows where they lie, not what is in them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type ParityPart = 'stab' | 'llama' | 'frames' | 'tokenizer';

export interface Golden {
  /** The file's name without `.json`. */
  readonly name: string;
  readonly path: string;
}

const copies = join(import.meta.dirname, 'goldens');
const beside = resolve(import.meta.dirname, '../../../shared/parity');

/** The folder of one part's goldens. Throws when `PANDA_PARITY` is set and cannot be read. */
export function parityFolder(part: ParityPart): string {
  const named = process.env['PANDA_PARITY'];
  if (named) {
    try {
      readdirSync(named);
    } catch (cause) {
      throw new Error(`PANDA_PARITY is set to ${named}, which cannot be read`, { cause });
    }
  }
  const roots = [named ? resolve(named) : beside, copies];
  return roots.map((root) => join(root, part)).find((folder) => existsSync(folder)) ?? join(copies, part);
}

/** One file of a part: a folder of other goldens need not repeat what is the same for all (weights, input, positions). */
export function parityFile(part: ParityPart, file: string): string {
  const path = join(parityFolder(part), file);
  return existsSync(path) ? path : join(copies, part, file);
}

/** Every `golden*.json` of a part, in order of name; none where the part has no folder. */
export function goldensOf(part: ParityPart): Golden[] {
  const folder = parityFolder(part);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.startsWith('golden') && file.endsWith('.json'))
    .sort()
    .map((file) => ({ name: file.slice(0, -'.json'.length), path: join(folder, file) }));
}

/** A golden file's content. Its shape is the caller's to know: goldens are trusted, they belong to the tests. */
export function readGolden(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
