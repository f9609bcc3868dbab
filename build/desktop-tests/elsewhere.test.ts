/** What a person is told who looks elsewhere while something long is done. */
import { join } from 'node:path';
import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SHIPPED_SAMPLES } from '../../main/services/index.ts';
import { videosOf } from '../window-tests/workbench.ts';
import { makeHome, startApp } from './started-app.ts';

/** An engine starts and writes. */
const PATIENT = { timeout: 60_000 };

test('a long run keeps the machine awake, and its end is told to who is elsewhere, until they are back', async (context) => {
  const home = makeHome(context, { drafted: false });
  const clips = join(home, 'clips');
  for (const clip of ['clip-02.mp4', 'clip-05.mp4']) cpSync(join(SHIPPED_SAMPLES, clip), join(clips, clip));
  const { electron, page, complaints } = await startApp(context, { home, args: [clips] });
  const window = await page();
  await videosOf(window).nth(1).waitFor();
  await window.evaluate(LONG_RUNS);
  await window.keyboard.press('Control+4');
  await window.getByRole('button', { name: 'New run' }).first().click();
  await window.getByRole('combobox', { name: 'Recipe' }).selectOption('shapes-demo');
  await window.getByRole('button', { name: 'Start the run' }).click();
  const told = () => electron.done.filter((did) => /^(block sleep|let sleep|badge|flash|notify)/.test(did));
  const ended = ['badge: 1', 'flash: true', 'notify: The run “shapes-demo” is over. 2 of 2 videos done, 0 failed'];
  await expect.poll(told, PATIENT).toEqual(['block sleep', 'let sleep', ...ended]);
  const [here] = electron.windows;
  expect([here?.progress.some((share) => share >= 0), here?.progress.at(-1)]).toEqual([true, -1]);

  let isBack = false;
  here?.once('focus', () => (isBack = true));
  electron.notification?.emit('click');
  expect(isBack).toBe(true);
  electron.focused = here ?? null;
  electron.app.emit('browser-window-focus', {}, here);
  expect(told().slice(5)).toEqual(['badge: 0', 'flash: false']);
  // Whoever is at a window sees it there.
  electron.sayAs(here?.webContents.mainFrame, here as never, 'panda:say', { kind: 'over', title: 'Another', body: '' });
  electron.sayAs(here?.webContents.mainFrame, here as never, 'panda:say', { kind: 'window', project: null });
  await expect.poll(() => electron.windows.length, PATIENT).toBe(2);
  expect(told()).toHaveLength(7);
  complaints.throwIfAny();
});

/** In this page a run takes a minute: as soon as one is told of, it is later. */
const LONG_RUNS = `{
  const now = performance.now.bind(performance);
  const { say } = desktop;
  let laterMs = 0;
  performance.now = () => now() + laterMs;
  desktop.say = (said) => {
    if (said.kind === 'run' && said.run !== null) queueMicrotask(() => (laterMs = 60_000));
    say(said);
  };
}`;
