/** `npm start`: opens the app, in a window of its own where there is an Electron to show it, or else in the browser. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { runProgram } from '../../main/cli/program.ts';
import { buildDesktop } from './desktop.ts';
import { findElectron } from './electron.ts';
import { buildWindow } from './window.ts';

const root = resolve(import.meta.dirname, '../..');
const args = process.argv.slice(2);

if (await buildWindow(root)) console.log('The window was built.');
const electron = findElectron(root);
if (electron !== undefined) {
  await buildDesktop(root);
  console.log(`Opening the desktop app with ${electron}`);
  const app = spawn(electron, [root, ...args], { stdio: 'inherit' });
  app.on('exit', (code) => (process.exitCode = code ?? 1));
} else {
  console.log(
    'There is no Electron here (node_modules/electron/dist, ELECTRON_OVERRIDE_DIST_PATH), so the app opens in the browser.\n' +
      'npx install-electron fetches one from GitHub, where this machine may reach it.',
  );
  process.exitCode = await runProgram(['serve', '--open', ...args]);
}
