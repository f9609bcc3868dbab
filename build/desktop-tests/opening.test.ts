/** The desktop app is started, opens projects, lets the model write, and plays. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { captionOf, openCaption, videosOf } from '../window-tests/workbench.ts';
import { makeHome, startApp } from './started-app.ts';

test('a project is opened, a caption is written into the field as the model writes, and a part of a video is read', async (context) => {
  const home = makeHome(context, { drafted: true });
  const project = join(home, 'samples.panda');
  const app = await startApp(context, { home, args: [project] });
  const page = await app.page();
  const caption = await openCaption(page, 'clip-05.mp4');
  expect(await caption.inputValue()).toBe('A red ring moves down on a black background.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.getByRole('group', { name: 'Candidates' }).getByRole('button').nth(1).waitFor();
  expect(await captionOf(page).inputValue()).not.toBe('');
  expect(await videosOf(page).count()).toBeGreaterThan(5);
  const address = await page.locator('video').first().getAttribute('src');
  const part = await page.evaluate(`fetch(${JSON.stringify(address)}, { headers: { Range: 'bytes=4-7' } }).then(
    async (answer) => [answer.status, answer.headers.get('content-range'), await answer.text()])`);
  expect(part).toEqual([206, expect.stringMatching(/^bytes 4-7\/\d+$/), 'ftyp']);
  app.complaints.throwIfAny();
});
