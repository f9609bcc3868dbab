/**
 * The ffmpeg that is packed with the app, where whoever packs it has one that suits: docs/packages.md says which does and
 * how to get it. Knows nothing of the app.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A folder with ffmpeg, ffprobe and their licence. */
export const FFMPEG_VARIABLE = 'PANDA_PACKAGE_FFMPEG';

/** Null: none is packed, and the app looks for one on the machine. Throws where the folder is not whole. */
export function ffmpegToPack(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | null {
  const folder = environment[FFMPEG_VARIABLE];
  if (!folder) return null;
  const ending = platform === 'win32' ? '.exe' : '';
  const missing = ['ffmpeg', 'ffprobe'].map((name) => name + ending).filter((name) => !existsSync(join(folder, name)));
  const hasLicence = existsSync(folder) && readdirSync(folder).some((name) => /^(licen[cs]e|copying)/i.test(name));
  const lacks = [...missing, ...(hasLicence ? [] : ['its licence (LICENSE or COPYING)'])];
  if (lacks.length > 0) throw new Error(`${FFMPEG_VARIABLE}: ${folder} lacks ${lacks.join(', ')}`);
  return folder;
}
