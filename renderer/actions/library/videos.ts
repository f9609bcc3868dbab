/** Going through the videos, marking them, and looking at their files again. */
import { Adding } from '../../state/videos/adding.svelte.ts';
import { FileWatch } from '../../state/videos/file-watch.svelte.ts';
import { Videos } from '../../state/videos.svelte.ts';
import type { App } from '../../state/app.svelte.ts';
import type { Action } from '../action.ts';

const isOpen = (app: App) => app.session.open !== null && app.overlay === null;
const inLibrary = (app: App) => isOpen(app) && app.place === 'library';
const goesThrough = (app: App) => isOpen(app) && (app.place === 'workbench' || app.place === 'library');

export const nextVideo: Action = {
  id: 'video.next',
  group: 'videos',
  label: (t) => t.library.actions.next,
  keys: ['PageDown'],
  when: goesThrough,
  run: async (app) => app.of(Videos).step(1),
  repeats: true,
};

export const previousVideo: Action = {
  id: 'video.previous',
  group: 'videos',
  label: (t) => t.library.actions.previous,
  keys: ['PageUp'],
  when: goesThrough,
  run: async (app) => app.of(Videos).step(-1),
  repeats: true,
};

export const openVideo: Action = {
  id: 'video.open',
  group: 'videos',
  label: (t) => t.library.actions.open,
  keys: ['Enter'],
  when: (app) => inLibrary(app) && app.selection.videoId !== null,
  run: (app) => app.go('workbench'),
};

export const markVideo: Action = {
  id: 'video.mark',
  group: 'videos',
  label: (t) => t.library.actions.mark,
  keys: ['Space'],
  when: (app) => inLibrary(app) && app.of(Videos).current >= 0,
  run: async (app) => app.of(Videos).marks.toggle(app.of(Videos).current),
};

export const markAll: Action = {
  id: 'video.mark-all',
  group: 'videos',
  label: (t) => t.library.actions.markAll,
  keys: ['Ctrl+A'],
  when: inLibrary,
  run: (app) => app.of(Videos).marks.markAll(),
};

export const unmarkAll: Action = {
  id: 'video.unmark',
  group: 'videos',
  label: (t) => t.library.actions.unmark,
  keys: ['Esc'],
  when: (app) => inLibrary(app) && app.focus !== 'text' && app.of(Videos).marks.count > 0,
  run: (app) => app.of(Videos).marks.clear(),
};

export const addVideos: Action = {
  id: 'video.add',
  group: 'videos',
  label: (t) => t.library.actions.add,
  keys: [],
  when: (app) => isOpen(app) && app.session.writable && app.of(Adding).found === null,
  run: async (app) => {
    if (app.bridge === null) return app.of(Adding).ask({ dropped: false });
    const paths = await app.bridge.ask({ kind: 'pick', pick: 'videos' });
    if (paths.length > 0) await app.of(Adding).add(paths);
  },
};

export const lookAgain: Action = {
  id: 'video.look-again',
  group: 'videos',
  label: (t) => t.library.actions.lookAgain,
  keys: [],
  when: (app) => isOpen(app) && app.session.writable && app.of(FileWatch).now === null,
  run: async (app) => app.of(FileWatch).look(app.query),
};

/** Says where a folder of the project is now. */
export const moveRoot: Action = {
  id: 'video.move-root',
  group: 'videos',
  label: (t) => t.library.actions.moveRoot,
  keys: [],
  when: (app) => isOpen(app) && app.session.writable && app.session.videos > 0,
  run: (app) => {
    app.of(FileWatch).moving = true;
  },
};

export const relink: Action = {
  id: 'video.relink',
  group: 'videos',
  label: (t) => t.library.actions.relink,
  keys: [],
  when: (app) => isOpen(app) && app.session.writable && app.of(FileWatch).now === null,
  run: async (app) => app.of(FileWatch).relink(),
};
