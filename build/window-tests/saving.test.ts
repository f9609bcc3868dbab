/** Nothing that is typed waits to be saved, and nothing is lost. */
import { expect, test } from 'vitest';
import { readResponses } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { openCaption, statusOf } from './workbench.ts';

test('what is typed is on its way to the file within 300 ms', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  const caption = await openCaption(page, 'clip-05.mp4');
  await caption.focus();
  // From here on the page's clock stands unless it is told to go, however slow this machine is.
  await page.clock.install();
  await page.clock.pauseAt(Number(await page.evaluate('Date.now()')) + 1000);
  await caption.press('End');
  await caption.pressSequentially(' It does not stop.');
  await page.clock.runFor(300);
  const text = await caption.inputValue();
  expect(text).toMatch(/\. It does not stop\.$/);
  await expect.poll(() => readResponses(project)).toEqual([{ text, decision: null }]);
  await page.clock.resume();
  await statusOf(page, 'Saved').waitFor();
});

test('a reload in the middle of typing loses not one letter', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  const caption = await openCaption(page, 'clip-05.mp4');
  await caption.fill('A ring.');
  await caption.pressSequentially(' It is red and it moves');
  await page.reload();
  const again = await openCaption(page, 'clip-05.mp4');
  expect(await again.inputValue()).toBe('A ring. It is red and it moves');
  await statusOf(page, 'Saved').waitFor();
  expect(readResponses(project)).toEqual([{ text: 'A ring. It is red and it moves', decision: null }]);
});

test('accepted, rejected and skipped texts are so in the file', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  const caption = await openCaption(page, 'clip-05.mp4');
  const text = await caption.inputValue();
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect.poll(() => readResponses(project)).toEqual([{ text, decision: 'accepted' }]);
  await openCaption(page, 'clip-06.mp4');
  await page.getByRole('button', { name: 'Skip' }).click();
  await expect.poll(() => readResponses(project).map(({ decision }) => decision)).toEqual(['accepted', 'skipped']);
  await openCaption(page, 'clip-07.mp4');
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.keyboard.press('1');
  await expect
    .poll(() => readResponses(project).map(({ decision }) => decision))
    .toEqual(['accepted', 'skipped', 'rejected']);
});
