/**
 * What the desktop app's main costs before its first window is asked for: how long it takes, and how much is loaded. Without
 * Electron's own start, which is the same for every app. Beside it, a Node that loads the services as well.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDesktop } from '../start/desktop.ts';
import type { Benchmark } from './benchmark.ts';
import { measureInTurns } from './measure.ts';
import { once } from './table.ts';

const root = resolve(import.meta.dirname, '../..');
const START = new URL('./desktop-start.js', import.meta.url).href;
const SERVICES = new URL('../../main/services/index.ts', import.meta.url).href;

export const desktop: Benchmark = {
  name: 'desktop',
  measure: async ({ size, folder, patience }) => {
    await buildDesktop(root);
    const bytes = startOnce(folder, []).reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
    const loaded = startOnce(folder, []).length;
    const { main, heavy } = await measureInTurns(
      { runs: size === 'tiny' ? 1 : 9, patience },
      {
        main: { work: async () => startOnce(folder, []) },
        heavy: { work: async () => startOnce(folder, [SERVICES]) },
      },
    );
    return [
      {
        name: 'main, until the first window is asked for',
        ours: { value: main.wallS, unit: 's' },
        other: { is: 'with the services loaded', value: heavy.wallS },
        runs: main,
        note: `Node's own start included`,
      },
      {
        name: 'loaded until then',
        ours: { value: bytes / 1000, unit: 'kB' },
        runs: once,
        note: `${loaded} files`,
      },
    ];
  },
};

/** Which files were loaded until the window was asked for. */
function startOnce(home: string, before: readonly string[]): readonly string[] {
  const imports = [START, ...before].flatMap((url) => ['--import', url]);
  const { stdout, stderr } = spawnSync(process.execPath, [...imports, join(root, 'out/desktop/app.js'), root], {
    encoding: 'utf8',
    env: { ...process.env, PANDA_HOME: home },
  });
  if (!stdout.startsWith('[')) throw new Error(`The app asked for no window: ${stderr}`);
  return (JSON.parse(stdout) as string[]).filter((url) => url.includes('/out/desktop/'));
}
