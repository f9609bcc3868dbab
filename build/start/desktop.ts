/** Builds the desktop app's own processes where they are missing or older than their sources. Knows nothing of who runs them. */
import { isBuilt } from './built.ts';
import { forPeople } from './production.ts';

const SOURCES = ['main', 'native-models', 'build/vite', 'package-lock.json', 'package.json'];

/** `root`: the folder of the repository. True: they were built. */
export async function buildDesktop(root: string): Promise<boolean> {
  if (isBuilt(root, { made: 'out/desktop/preload.cjs', from: SOURCES })) return false;
  // It takes a while to load, and is not there in an installation without the tools.
  const { build } = await import('vite');
  const { preload, processes } = await import('../vite/desktop.ts');
  await forPeople(async () => {
    await build(processes);
    await build(preload);
  });
  return true;
}
