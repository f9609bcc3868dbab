/** Builds the window where it is missing or older than what it is made of. Knows nothing of who shows it. */
import { join } from 'node:path';
import { isBuilt } from './built.ts';
import { forPeople } from './production.ts';

/** What the window is made of. */
const SOURCES = ['renderer', 'main/document', 'main/contract', 'build/vite', 'package-lock.json'];

/** `root`: the folder of the repository. True: it was built. */
export async function buildWindow(root: string): Promise<boolean> {
  if (isWindowBuilt(root)) return false;
  // It takes a while to load, and is not there in an installation without the tools.
  const { build } = await import('vite');
  await forPeople(async () => build({ configFile: join(root, 'build/vite/renderer.ts'), logLevel: 'error' }));
  return true;
}

export function isWindowBuilt(root: string): boolean {
  return isBuilt(root, { made: 'out/renderer/index.html', from: SOURCES });
}
