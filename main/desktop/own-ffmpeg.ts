/** Says to every process of the app where its own ffmpeg lies, if it was packed with one (main/media/ffmpeg.ts). */
import { app } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export function announceOwnFfmpeg(): void {
  if (!app.isPackaged) return;
  const folder = join(process.resourcesPath, 'ffmpeg');
  if (existsSync(folder)) process.env['PANDA_APP_FFMPEG'] = folder;
}
