/** What this program calls itself, and where it is and what ships with it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of the sources and of the built desktop app alike: both lie two folders deep in it. */
export const PROGRAM_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Of what ffmpeg and ONNX Runtime read too, who know no archive: a packed app has it beside its own. An asar looks like a
 * folder to this process alone.
 */
export const SHIPPED_FOLDER = PROGRAM_FOLDER.replace(/([\\/]app\.asar)(?=[\\/]|$)/, '$1.unpacked');

const { version } = JSON.parse(readFileSync(join(PROGRAM_FOLDER, 'package.json'), 'utf8')) as {
  readonly version: string;
};
export const PROGRAM_VERSION = version;
