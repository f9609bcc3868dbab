/** Builds the window where it is missing or older than what it is made of. Knows nothing of who shows it. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the window is made of. */
const SOURCES = ['renderer', 'main/document', 'main/contract', 'build/vite', 'package-lock.json'];

/** `root`: the folder of the repository. True: it was built. */
export async function buildWindow(root: string): Promise<boolean> {
  if (isBuilt(root)) return false;
  // It takes a while to load, and is not there in an installation without the tools.
  const { build } = await import('vite');
  await build({ configFile: join(root, 'build/vite/renderer.ts'), logLevel: 'error' });
  return true;
}

export function isBuilt(root: string): boolean {
  const page = join(root, 'out/renderer/index.html');
  if (!existsSync(page)) return false;
  const builtMs = statSync(page).mtimeMs;
  return SOURCES.every((source) => latestMs(join(root, source)) <= builtMs);
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
