/** Where previews are kept on this system, and how much of them. Knows nothing of what is in it. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Copies that play where a video does not are most of it; what was not used for the longest time goes. */
export const PREVIEWS_LIMIT_BYTES = 20 * 2 ** 30;

type Environment = Readonly<Record<string, string | undefined>>;

/** Under `PANDA_HOME`, or in the place for what programs can make again: systems leave it out of backups and may empty it. */
export function previewsFolder(environment: Environment = process.env, platform: string = process.platform): string {
  return join(cacheHome(environment, platform), 'previews');
}

function cacheHome(environment: Environment, platform: string): string {
  const set = environment['PANDA_HOME'];
  if (set) return join(set, 'cache');
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'panda-annotator');
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'panda-annotator', 'cache');
  return join(environment['XDG_CACHE_HOME'] || join(home, '.cache'), 'panda-annotator');
}
