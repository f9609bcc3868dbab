/** Where the parts of the built app lie, all in one folder; see build/vite/desktop.ts. */
import { join } from 'node:path';

const BUILT = import.meta.dirname;

export const PRELOAD = join(BUILT, 'preload.cjs');
export const SERVICES = join(BUILT, 'services.js');
export const ENGINE = join(BUILT, 'engine.js');
export const PAGE_FOLDER = join(BUILT, '../renderer');
