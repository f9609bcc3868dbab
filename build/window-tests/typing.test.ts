/** Somebody types, and somebody or something else gets in between: another window, the end of the host. */
import { expect, test } from 'vitest';
import { readResponses } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { openCaption, statusOf } from './workbench.ts';

const CLIP = 'clip-05.mp4';

test('what two windows type in one text stands beside each other until one of both is chosen', async (context) => {
  const { page, project, openPage } = await openWindow(context, { drafted: true });
  const other = await openPage();
  const [here, there] = [await openCaption(page, CLIP), await openCaption(other, CLIP)];
  await here.fill('A ring, as I see it.');
  await statusOf(page, 'Saved').waitFor();
  await there.fill('A hoop, as they see it.');
  await statusOf(other, 'Saved').waitFor();

  const notice = page.getByRole('status', { name: 'Changed elsewhere meanwhile' });
  await notice.getByText('hoop').waitFor();
  expect(await here.inputValue()).toBe('A ring, as I see it.');
  await notice.getByRole('button', { name: 'Keep mine' }).click();
  await here.and(page.locator(':focus')).waitFor();
  await expect.poll(() => readResponses(project)).toEqual([{ text: 'A ring, as I see it.', decision: null }]);
  await notice.waitFor({ state: 'detached' });

  const answer = other.getByRole('status', { name: 'Changed elsewhere meanwhile' });
  await answer.getByRole('button', { name: 'Take theirs' }).click();
  await expect.poll(async () => there.inputValue()).toBe('A ring, as I see it.');
  await answer.waitFor({ state: 'detached' });
  await statusOf(other, 'Saved').waitFor();
  expect(readResponses(project)).toEqual([{ text: 'A ring, as I see it.', decision: null }]);
});

test('the host is killed in the middle of typing: what was typed 300 ms before is in the file, the rest follows', async (context) => {
  const { page, project, killHost, restartHost } = await openWindow(context, { drafted: true });
  const caption = await openCaption(page, CLIP);
  await caption.focus();
  await page.clock.install();
  await page.clock.pauseAt(Number(await page.evaluate('Date.now()')) + 1000);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('A ring');
  await page.clock.runFor(300);
  await expect.poll(() => readResponses(project)).toEqual([{ text: 'A ring', decision: null }]);
  await page.keyboard.type(' that goes');
  await killHost();
  await page.keyboard.type(' down.');
  expect(readResponses(project)).toEqual([{ text: 'A ring', decision: null }]);
  await restartHost();
  await page.clock.resume();
  await expect
    .poll(() => readResponses(project), { timeout: 15_000 })
    .toEqual([{ text: 'A ring that goes down.', decision: null }]);
  await statusOf(page, 'Saved').waitFor();
  expect(await caption.inputValue()).toBe('A ring that goes down.');
});
