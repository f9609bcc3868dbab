/** What stands around the page: menus, the question before quitting, what is remembered, what a machine is asked for. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openProject, SHIPPED_SAMPLES } from '../../main/services/index.ts';
import { openCaption, videosOf } from '../window-tests/workbench.ts';
import { makeHome, startApp } from './started-app.ts';
import type { StandIn } from './stand-in/stand-in.ts';

/** A run begins, a window is opened: a machine may be slow. */
const PATIENT = { timeout: 60_000 };

test('the menus are the actions of the page, with its keys and in its language', async (context) => {
  const home = makeHome(context, { drafted: true });
  const other = { path: join(home, 'samples.panda'), name: 'Another', openedAtMs: 1 };
  writeFileSync(join(home, 'recent.json'), JSON.stringify([other]));
  const { electron, page } = await startApp(context, { home, args: [join(home, 'samples.panda')] });
  const window = await page();
  await videosOf(window).first().waitFor();
  await expect.poll(() => lineOf(electron, 'Going about > Go to Runs')?.enabled, PATIENT).toBe(true);
  expect(lineOf(electron, 'Going about > Go to Runs')).toMatchObject({
    accelerator: 'CommandOrControl+4',
    registerAccelerator: false,
  });
  expect(electron.menuLines(electron.windows[0] as never).filter(({ path }) => !path.includes(' > '))).toMatchObject(
    ['Project', 'Edit', 'Playing', 'Segments', 'Texts', 'Reviewing', 'Videos', 'Going about', 'Window'].map((path) => ({
      path,
    })),
  );
  lineOf(electron, 'Going about > Go to Runs')?.click?.();
  await window
    .locator('nav [aria-current=page]')
    .and(window.getByRole('button', { name: 'Runs' }))
    .waitFor();
  await expect.poll(() => lineOf(electron, 'Project > Recent projects > Another'), PATIENT).toBeDefined();
  expect(electron.done).toContain(`recent: ${join(home, 'samples.panda')}`);

  const kept = join(home, 'desktop.json');
  await window.keyboard.press('F11');
  await expect.poll(() => windowIn(kept)?.['isFullScreen'], PATIENT).toBe(true);
  lineOf(electron, 'Going about > Full screen')?.click?.();
  await expect.poll(() => windowIn(kept)?.['isFullScreen'], PATIENT).toBe(false);

  await window.keyboard.press('Control+9');
  await window.getByRole('combobox', { name: 'Language' }).selectOption('한국어');
  await expect.poll(() => lineOf(electron, '프로젝트 > 새 창'), PATIENT).toBeDefined();
});

test('quitting during a run asks once; the run goes on the next time, and the window is where it was', async (context) => {
  const home = makeHome(context, { drafted: false });
  const clips = join(home, 'clips');
  makeClips(clips, 60);
  const first = await startApp(context, { home, args: [clips] });
  const page = await first.page();
  await videosOf(page).first().waitFor();
  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: 'New run' }).first().click();
  await page.getByRole('combobox', { name: 'Recipe' }).selectOption('shapes-demo');
  await page.getByRole('textbox', { name: 'Which videos' }).fill('path:clip-');
  await page.getByRole('button', { name: 'Start the run' }).click();
  await expect.poll(() => first.electron.done, PATIENT).toContain('block sleep');
  await expect.poll(() => runsIn(clips), PATIENT).toMatchObject([{ state: 'running' }]);

  first.electron.answers.push(1);
  first.electron.windows[0]?.close();
  await expect.poll(() => first.electron.dialogs.length, PATIENT).toBe(1);
  expect(first.electron.dialogs[0]).toMatchObject({ message: 'A run is under way. Quit all the same?' });
  expect(first.electron.windows[0]?.isDestroyed()).toBe(false);
  first.electron.answers.push(0);
  first.electron.windows[0]?.setBounds({ x: 40, y: 50, width: 1000, height: 700 });
  first.electron.app.quit();
  expect(await first.electron.exited).toBe(0);
  expect(first.electron.dialogs).toHaveLength(2);
  const stopped = runsIn(clips);
  expect(stopped).toMatchObject([{ state: 'stopped' }]);

  const second = await startApp(context, { home });
  expect(second.electron.windows[0]?.getBounds()).toEqual({ x: 40, y: 50, width: 1000, height: 700 });
  const again = await second.page();
  await again
    .locator('nav [aria-current=page]')
    .and(again.getByRole('button', { name: 'Runs' }))
    .waitFor();
  await expect.poll(() => runsIn(clips), PATIENT).toMatchObject([{ id: stopped[0]?.id, state: 'running' }]);
  await expect.poll(() => second.electron.done, PATIENT).toContain('block sleep');
});

test('after a power cut the project is whole and open again, at the clip where the person was', async (context) => {
  const home = makeHome(context, { drafted: true });
  const first = await startApp(context, { home, args: [join(home, 'samples.panda')] });
  const page = await first.page();
  const caption = await openCaption(page, 'clip-05.mp4');
  await caption.fill('A ring of red.');
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  const kept = join(home, 'desktop.json');
  // The caption itself: before it was shown, the clip was another one.
  await expect
    .poll(() => placeIn(kept), PATIENT)
    .toMatchObject({ screen: 'workbench', itemId: expect.any(String) as string });
  const place = placeIn(kept);
  await first.electron.cutPower();

  const second = await startApp(context, { home });
  const again = await second.page();
  await again.getByRole('textbox', { name: 'Caption' }).first().waitFor();
  await expect.poll(() => placeIn(kept), PATIENT).toEqual(place);
  expect(await again.getByRole('textbox', { name: 'Caption' }).first().inputValue()).toBe('A ring of red.');
});

function lineOf(electron: StandIn, path: string) {
  const [window] = electron.windows;
  return window && electron.menuLines(window).find((line) => line.path === path);
}

type Kept = Readonly<Record<string, unknown>>;

function windowIn(path: string): Kept | undefined {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { readonly windows: readonly Kept[] }).windows[0];
  } catch {
    return undefined;
  }
}

function placeIn(path: string): unknown {
  return windowIn(path)?.['place'];
}

function runsIn(clips: string): readonly { readonly id: string; readonly state: string }[] {
  using store = openProject(join(clips, 'clips.panda'), { readOnly: true });
  return store.runs().map(({ id, state }) => ({ id, state }));
}

/** Each of the same pictures and yet another file: every reader of MP4 passes over what is added. */
function makeClips(folder: string, count: number): void {
  mkdirSync(folder);
  const clip = readFileSync(join(SHIPPED_SAMPLES, 'clip-02.mp4'));
  for (let at = 0; at < count; at++) {
    const free = Buffer.alloc(12);
    free.writeUInt32BE(free.length, 0);
    free.write('free', 4, 'latin1');
    free.writeUInt32BE(at, 8);
    writeFileSync(join(folder, `clip-${at}.mp4`), Buffer.concat([clip, free]));
  }
}
