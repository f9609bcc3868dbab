/** Where a person's own models lie: one folder for the command line and the app. Knows nothing of what is in it. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { SHIPPED_FOLDER } from '../program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** `PANDA_HOME`, or the place where programs keep their data on this system. */
export function pandaHome(environment: Environment = process.env, platform: string = process.platform): string {
  const set = environment['PANDA_HOME'];
  if (set) return set;
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'panda-annotator');
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'panda-annotator');
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'panda-annotator');
}

/** The model that ships with the program. */
export const SHIPPED_MODEL = join(SHIPPED_FOLDER, 'native-models/panda-mini/model');
