/** `npm run build:desktop`: the window and the processes of the desktop app, as far as they are not built yet. */
import { resolve } from 'node:path';
import { buildDesktop } from './desktop.ts';
import { buildWindow } from './window.ts';

const root = resolve(import.meta.dirname, '../..');
const built = [await buildWindow(root), await buildDesktop(root)];
console.log(built.includes(true) ? 'Built into out/.' : 'Nothing has changed since it was built.');
