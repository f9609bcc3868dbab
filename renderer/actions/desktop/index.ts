/** What can be done in the desktop app alone: windows, and folders that the system's own dialog chooses. */
import { Adding } from '../../state/videos/adding.svelte.ts';
import { Opening } from '../../state/opening.svelte.ts';
import type { App } from '../../state/app.svelte.ts';
import type { Action } from '../action.ts';

const isDesktop = (app: App): boolean => app.bridge !== null;

async function pick(app: App, what: 'folder' | 'videos'): Promise<readonly string[]> {
  return (await app.bridge?.ask({ kind: 'pick', pick: what })) ?? [];
}

export const openFolder: Action = {
  id: 'project.open-folder',
  group: 'project',
  label: (t) => t.desktop.openFolder,
  keys: ['Ctrl+Shift+O'],
  when: isDesktop,
  run: async (app) => {
    const [folder] = await pick(app, 'folder');
    if (folder !== undefined) await app.of(Opening).openFolder(folder);
  },
};

const addFolder: Action = {
  id: 'video.add-folder',
  group: 'videos',
  label: (t) => t.desktop.addFolder,
  keys: [],
  when: (app) => isDesktop(app) && app.session.writable,
  run: async (app) => {
    const folders = await pick(app, 'folder');
    if (folders.length > 0) await app.of(Adding).add(folders);
  },
};

const newWindow: Action = {
  id: 'window.new',
  group: 'go',
  label: (t) => t.desktop.system.newWindow,
  keys: ['Ctrl+Shift+N'],
  when: isDesktop,
  run: (app) => app.bridge?.say({ kind: 'window', project: null }),
};

const fullScreen: Action = {
  id: 'window.full-screen',
  group: 'go',
  label: (t) => t.desktop.system.fullScreen,
  keys: ['F11'],
  when: isDesktop,
  run: (app) => app.bridge?.say({ kind: 'full-screen' }),
};

const crashReports: Action = {
  id: 'window.crash-reports',
  group: 'go',
  label: (t) => t.desktop.system.crashReports,
  keys: [],
  when: isDesktop,
  run: (app) => app.bridge?.say({ kind: 'crash-reports' }),
};

export const desktopActions: readonly Action[] = [openFolder, addFolder, newWindow, fullScreen, crashReports];
