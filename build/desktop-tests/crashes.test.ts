/** What ends by mistake comes back, with the project as it was, and a report that stays on this machine. */
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSuggestions } from '../window-tests/kept-texts.ts';
import { openCaption, statusOf } from '../window-tests/workbench.ts';
import { makeHome, startApp } from './started-app.ts';

/** Processes start again, and a model is read again. */
const PATIENT = { timeout: 60_000 };

test('the engine, the services and the page crash, and each time the person goes on', async (context) => {
  const home = makeHome(context, { drafted: true });
  const project = join(home, 'samples.panda');
  const drafts = readSuggestions(project).length;
  const { electron, page } = await startApp(context, { home, args: [project] });
  const window = await page();
  const caption = await openCaption(window, 'clip-05.mp4');
  const running = (name: string) =>
    electron.children.filter(({ path, pid }) => path.endsWith(name) && pid !== undefined);
  const generate = async (count: number) => {
    await window.keyboard.press('Escape');
    await window.keyboard.press('r');
    await expect.poll(() => readSuggestions(project).length - drafts, PATIENT).toBe(count);
  };
  await generate(1);
  const engines = running('engine.js').length;
  running('engine.js').at(-1)?.kill();
  await expect.poll(() => reportsIn(home), PATIENT).toEqual([expect.stringContaining('-engine.txt')]);
  await generate(2);
  expect(running('engine.js').length).toBe(engines + 1);

  await caption.fill('A ring, kept.');
  await statusOf(window, 'Saved').waitFor();
  running('services.js').at(-1)?.kill();
  await window.getByText('The program was started again; the project is open again.').waitFor();
  await caption.fill('A ring, kept again.');
  await statusOf(window, 'Saved').waitFor();

  electron.windows[0]?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 11 });
  await expect.poll(() => reportsIn(home), PATIENT).toHaveLength(3);
  await expect.poll(async () => caption.inputValue(), PATIENT).toBe('A ring, kept again.');
  expect(reportsIn(home).map((name) => /-(\w+)\.txt$/.exec(name)?.[1])).toEqual(['engine', 'services', 'window']);

  // Again and again: then the window goes, and its services put away what they have.
  const [services] = running('services.js').slice(-1);
  const ended = services && once(services, 'exit');
  for (let crash = 0; crash < 3; crash++) {
    electron.windows[0]?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 11 });
  }
  expect(electron.windows[0]?.isDestroyed()).toBe(true);
  expect(await ended).toEqual([0]);
});

test('without ffmpeg one screen says what to do, and goes on when there is one', async (context) => {
  const home = makeHome(context, { drafted: true });
  const broken = join(home, 'broken');
  mkdirSync(broken);
  writeFileSync(join(broken, 'ffmpeg'), '#!/bin/sh\nexit 3\n');
  chmodSync(join(broken, 'ffmpeg'), 0o755);
  writeFileSync(join(home, 'desktop.json'), JSON.stringify({ windows: [], ffmpeg: join(broken, 'ffmpeg') }));
  const { page } = await startApp(context, { home });
  const window = await page();
  await window.getByRole('heading', { name: 'One thing is missing: ffmpeg' }).waitFor();
  await window.getByText('sudo apt install ffmpeg').waitFor();
  await window.getByRole('button', { name: 'Look again' }).click();
  await window.getByRole('button', { name: 'Open a folder of videos …' }).waitFor();
});

function reportsIn(home: string): readonly string[] {
  try {
    return readdirSync(join(home, 'crash-reports')).filter((name) => name.endsWith('.txt')).sort(); // prettier-ignore
  } catch {
    return [];
  }
}
