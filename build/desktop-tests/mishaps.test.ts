/** The main itself in a process of its own: what becomes of it when something goes wrong in it, and of a second one. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { buildDesktop } from '../start/desktop.ts';

const STAND_IN = new URL('./stand-in/mishap.ts', import.meta.url).href;
const WINDOW = {
  project: '/videos/clips.panda',
  place: { screen: 'review', videoId: 'V' },
  bounds: { x: 40, y: 50, width: 1000, height: 700 },
  isMaximized: false,
  isFullScreen: false,
};

beforeAll(async () => void (await buildDesktop(PROGRAM_FOLDER)));

function startWith(mishap: 'after a while' | 'at once' | 'a promise' | 'a second start') {
  const home = mkdtempSync(join(tmpdir(), 'mishap-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  writeFileSync(join(home, 'desktop.json'), JSON.stringify({ windows: [WINDOW] }));
  const app = [join(PROGRAM_FOLDER, 'out/desktop/app.js'), PROGRAM_FOLDER];
  const env = { ...process.env, PANDA_HOME: home, PANDA_MISHAP: mishap };
  const { status, stdout } = spawnSync(process.execPath, ['--import', STAND_IN, ...app], { env, encoding: 'utf8' });
  const folder = join(home, 'crash-reports');
  const reports = readdirSync(home).includes('crash-reports') ? readdirSync(folder) : [];
  return {
    ended: [status, ...stdout.trim().split('\n')],
    reports: reports.map((name) => readFileSync(join(folder, name), 'utf8')),
    windows: (JSON.parse(readFileSync(join(home, 'desktop.json'), 'utf8')) as { readonly windows: unknown }).windows,
  };
}

test('an error that nobody caught is written down, and the app starts again where the person was', () => {
  const { ended, reports, windows } = startWith('after a while');
  expect(ended).toEqual([1, 'a window', 'relaunch', 'exit 1']);
  expect(reports).toEqual([
    expect.stringMatching(/^The main process of Panda Annotator ended by mistake[^]+a mishap\n/),
  ]);
  expect(windows).toEqual([WINDOW]);
});

test('one that would come again at once ends it, with its report', () => {
  const { ended, reports } = startWith('at once');
  expect([ended, reports.length]).toEqual([[1, 'a window', 'exit 1'], 1]);
});

test('a promise that failed is written down, and the app goes on', () => {
  const { ended, reports } = startWith('a promise');
  expect(ended).toEqual([0, 'a window', 'goes on']);
  expect(reports).toEqual([expect.stringMatching(/A defect; the process went on\.\n\nError: a mishap/)]);
});

test('a second start leaves everything to the first one', () => {
  const { ended, reports } = startWith('a second start');
  expect([ended, reports]).toEqual([[0, 'quit'], []]);
});
