/** Whether something that was built is newer than all that it is made of. Knows nothing of how it is built. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

interface Made {
  /** The file that is written last. */
  readonly made: string;
  /** Files and folders. */
  readonly from: readonly string[];
}

/** All paths are below `root`. */
export function isBuilt(root: string, { made, from }: Made): boolean {
  const path = join(root, made);
  if (!existsSync(path)) return false;
  const builtMs = statSync(path).mtimeMs;
  return from.every((source) => latestMs(join(root, source)) <= builtMs);
}

/** When anything in it was changed, or taken out of it; 0 where it is not there. */
function latestMs(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path)
    .filter((name) => !name.endsWith('.test.ts'))
    .reduce((latest, name) => Math.max(latest, latestMs(join(path, name))), found.mtimeMs);
}
