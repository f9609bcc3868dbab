/** What the main loads before it asks for its first window: what stands in the way of the first picture. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { buildDesktop } from '../start/desktop.ts';

const UNTIL_WINDOW = new URL('../benchmarks/desktop-start.js', import.meta.url).href;
/** 47 kB when this was written. */
const MOST_BYTES = 64_000;

test('before the first window is asked for nothing heavy is loaded: no package, and little of its own', async () => {
  await buildDesktop(PROGRAM_FOLDER);
  const home = mkdtempSync(join(tmpdir(), 'start-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const app = [join(PROGRAM_FOLDER, 'out/desktop/app.js'), PROGRAM_FOLDER];
  const env = { ...process.env, PANDA_HOME: home };
  const { stdout } = spawnSync(process.execPath, ['--import', UNTIL_WINDOW, ...app], { env, encoding: 'utf8' });
  const loaded = (JSON.parse(stdout) as string[]).map((url) => new URL(url));
  const built = new URL('./out/desktop/', `file://${PROGRAM_FOLDER}`).href;
  expect(loaded.filter(({ href }) => !href.startsWith(built))).toEqual([]);
  expect(loaded.reduce((sum, url) => sum + statSync(url).size, 0)).toBeLessThan(MOST_BYTES);
});
