import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findElectron } from './electron.ts';
import { isWindowBuilt } from './window.ts';

let root: string;

beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'start-'))));
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, atSeconds: number): string {
  const whole = join(root, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, '');
  utimesSync(whole, atSeconds, atSeconds);
  for (let folder = dirname(whole); folder !== root; folder = dirname(folder)) utimesSync(folder, atSeconds, atSeconds);
  return whole;
}

test('the window is built anew when what it is made of has changed', () => {
  put('renderer/panels/stage/Stage.svelte', 100);
  const missing = isWindowBuilt(root);
  put('out/renderer/index.html', 200);
  const fresh = isWindowBuilt(root);
  put('main/contract/library.ts', 201);
  const changed = isWindowBuilt(root);
  put('out/renderer/index.html', 300);
  put('renderer/panels/stage/Stage.svelte', 250);
  const again = isWindowBuilt(root);
  rmSync(join(root, 'renderer/panels/stage/Stage.svelte'));
  expect([missing, fresh, changed, again, isWindowBuilt(root)]).toEqual([false, true, false, true, false]);
});

test('an Electron is found by its path, the named one first', () => {
  const own = put('node_modules/electron/dist/electron', 1);
  const named = put('named/electron.exe', 1);
  const at = (path: string) => ({ ELECTRON_OVERRIDE_DIST_PATH: join(root, path) });
  expect([
    findElectron(root, {}, 'linux'),
    findElectron(root, at('named'), 'win32'),
    findElectron(root, at('nothing'), 'linux'),
    findElectron(root, {}, 'darwin'),
    findElectron(join(root, 'nothing'), {}, 'linux'),
  ]).toEqual([own, named, own, undefined, undefined]);
});
