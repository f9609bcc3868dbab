/** The browser that the window is tried in: the system's own, because Playwright's would be a download. Knows no page. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import type { Browser } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

export const NO_CHROMIUM = 'there is no chromium (PATH, PANDA_CHROMIUM)';

type Environment = Readonly<Record<string, string | undefined>>;

/** The one that PANDA_CHROMIUM names, else the first of PATH. Undefined: there is none. */
export function findChromium(environment: Environment = process.env): string | undefined {
  const { PANDA_CHROMIUM: named, PATH: path = '' } = environment;
  if (named) return named;
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

export async function launchChromium(executablePath: string): Promise<Browser> {
  // As root, as in a container, chromium refuses to start with its sandbox.
  const chromiumSandbox = process.getuid?.() !== 0;
  return chromium.launch({ executablePath, chromiumSandbox, args: chromiumSandbox ? [] : ['--no-sandbox'] });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
