/** Videos, folders and projects that are dropped on the window, on whichever screen. Knows no component. */
import type { App } from '../state/app.svelte.ts';
import { Opening } from '../state/opening.svelte.ts';
import { Adding, droppedPaths } from '../state/videos/adding.svelte.ts';

/** Whether it comes from a file manager. Anything else, as words for a field, is the browser's business. */
export function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.some((type) => type === 'Files' || type === 'text/uri-list') ?? false;
}

/** Opened, or added to the project that is open; where the browser does not tell what lies where, it is asked for. */
export function drop(app: App, event: DragEvent): void {
  if (!holdsFiles(event) || event.dataTransfer === null) return;
  // A browser shows the file itself otherwise, in the place of this page.
  event.preventDefault();
  const paths = droppedPaths(event.dataTransfer);
  const told = (work: Promise<void>) => void work.catch((error: unknown) => app.report(error));
  if (app.session.open === null) told(app.of(Opening).openDropped(paths));
  else if (app.session.writable) {
    if (app.place !== 'workbench') app.go('library');
    if (paths.length > 0) told(app.of(Adding).add(paths));
    else app.of(Adding).ask({ dropped: true });
  }
}
