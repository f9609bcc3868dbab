/**
 * Where an Electron is on this machine. By its path, because the package itself would begin a download when it is imported.
 * Knows nothing of the app.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const BINARIES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** In the folder that Electron's own tools look in first, or in that of the package. Undefined: in neither. */
export function findElectron(
  root: string,
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const folders = [environment['ELECTRON_OVERRIDE_DIST_PATH'], join(root, 'node_modules/electron/dist')];
  return folders
    .flatMap((folder) => (folder ? [join(folder, BINARIES[platform] ?? 'electron')] : []))
    .find((path) => existsSync(path));
}
