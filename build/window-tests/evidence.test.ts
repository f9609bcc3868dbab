/** Where in the video an answer is seen is said on the timeline: with keys, with the mouse, and taken back. */
import { expect, test } from 'vitest';
import { readEvidence } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { statusOf, videosOf } from './workbench.ts';

test('the evidence of an answer is set, seen, cleared and undone', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  await videosOf(page).filter({ hasText: 'clip-06.mp4' }).click();
  await page.getByText('frame 1 of 144').waitFor();
  await page.getByRole('tab', { name: 'Questions' }).click();
  await page.getByRole('list', { name: 'Questions' }).getByRole('heading').first().click();
  const evidence = page.getByRole('img', { name: /^Evidence of the answer/ });
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const shows = async (name: string) => page.getByRole('img', { name }).waitFor();

  await press('Shift+ArrowRight', 'Shift+I');
  await shows('Evidence of the answer, 0:01.000 to 0:06.000');
  await press('Shift+ArrowRight', 'ArrowLeft', 'Shift+O');
  await shows('Evidence of the answer, 0:01.000 to 0:02.000');
  await expect.poll(() => readEvidence(project)).toEqual([[1000, 2000]]);

  const { x = 0, y = 0, width = 0, height = 0 } = (await evidence.boundingBox()) ?? {};
  await page.mouse.move(x + width - 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 1.5, y + height / 2);
  await page.mouse.move(x + width * 2 - 2, y + height / 2);
  await page.mouse.up();
  await shows('Evidence of the answer, 0:01.000 to 0:03.000');
  await expect.poll(() => readEvidence(project)).toEqual([[1000, 3000]]);

  await page.getByRole('button', { name: 'More for this text' }).click();
  await page.getByRole('menuitem', { name: 'Clear the evidence' }).click();
  await evidence.waitFor({ state: 'detached' });
  await expect.poll(() => readEvidence(project)).toEqual([null]);
  await press('Control+z');
  await statusOf(page, 'Undone: Writing').waitFor();
  await shows('Evidence of the answer, 0:01.000 to 0:03.000');
  expect(readEvidence(project)).toEqual([[1000, 3000]]);
});
