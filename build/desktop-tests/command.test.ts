/** `panda` as a mode of the app: no window, and the engine as a process of Electron's kind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROGRAM_FOLDER, SHIPPED_SAMPLES } from '../../main/services/index.ts';
import { buildDesktop } from '../start/desktop.ts';
import { makeHome } from './started-app.ts';

const STAND_IN = new URL('./stand-in/without-windows.ts', import.meta.url).href;

test('a clip is captioned on the command line, and what is wrong is told by the exit code', async (context) => {
  await buildDesktop(PROGRAM_FOLDER);
  const home = makeHome(context, { drafted: false });
  const panda = async (...args: string[]): Promise<readonly [number, string]> => {
    // As the launchers do: what is before the dashes is for Chromium.
    const app = [join(PROGRAM_FOLDER, 'out/desktop/app.js'), '--ozone-platform=headless', '--', ...args];
    const env = { ...process.env, PANDA_HOME: home, PANDA_AS_COMMAND: '1' };
    const child = spawn(process.execPath, ['--import', STAND_IN, ...app], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [number];
    return [code, said];
  };
  expect(await panda('ask', join(SHIPPED_SAMPLES, 'clip-05.mp4'), 'What is the ring doing?')).toEqual([
    0,
    expect.stringContaining('down'),
  ]);
  expect(await panda('ask')).toEqual([2, '']);
  expect((await panda('--version'))[1]).toMatch(/^\d+\.\d+\.\d+\n$/);
});
