/** Files and folders that were dropped on the window or opened with the app: what becomes of them. */
import { Opening } from '../state/opening.svelte.ts';
import { Adding } from '../state/videos/adding.svelte.ts';
import type { App } from '../state/app.svelte.ts';

/** A project is opened, in another window where this one has one; the rest is added, or is the beginning of a project. */
export async function takePaths(app: App, paths: readonly string[]): Promise<void> {
  const isProject = (path: string): boolean => path.toLowerCase().endsWith('.panda');
  for (const project of paths.filter(isProject)) await openProject(app, project);
  const others = paths.filter((path) => !isProject(path));
  const [first] = others;
  if (first === undefined) return;
  if (app.session.open !== null) return app.of(Adding).add(others);
  await app.of(Opening).openFolder((await isFolder(app, first)) ? first : folderOf(first));
}

export async function openProject(app: App, project: string): Promise<void> {
  if (app.session.open === null) await app.of(Opening).open(project);
  else if (app.session.open.path !== project) app.bridge?.say({ kind: 'window', project });
}

async function isFolder(app: App, path: string): Promise<boolean> {
  const { session } = await app.services();
  return session.folder({ path }).then(
    () => true,
    () => false,
  );
}

function folderOf(path: string): string {
  return path.replace(/[/\\][^/\\]+$/, '');
}
