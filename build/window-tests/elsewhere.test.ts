/** What others do in the same project is seen in the window that is open; a run is one step that is taken back. */
import { expect, test } from 'vitest';
import { panda } from '../../main/cli/spawned.ts';
import { countSuggestions } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { captionOf, openCaption, videosOf } from './workbench.ts';

const DRAFTS = 160;

test('a text that the command line changes is changed in the window', async (context) => {
  const { page, home, project } = await openWindow(context, { drafted: true });
  const caption = await openCaption(page, 'clip-05.mp4');
  expect(await caption.inputValue()).toBe('A red ring moves down on a black background.');
  const change = ['--only', 'kind:caption', '--find', 'ring', '--with', 'hoop', '--apply'];
  const { code, stderr } = await panda(['replace', '--project', project, ...change], { home });
  expect([code, stderr]).toEqual([0, expect.anything()]);
  await expect.poll(async () => captionOf(page).inputValue()).toBe('A red hoop moves down on a black background.');
});

test('two windows on one project show the same', async (context) => {
  const { page, openPage } = await openWindow(context, { drafted: true });
  const other = await openPage();
  const there = await openCaption(other, 'clip-05.mp4');
  const here = await openCaption(page, 'clip-05.mp4');
  await here.fill('A ring goes down.');
  await expect.poll(async () => there.inputValue()).toBe('A ring goes down.');
  await page.getByRole('button', { name: 'Accept' }).click();
  await other.getByRole('article').first().getByText('edited').waitFor();
});

test('a run is taken back in one step, and done again', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  await openCaption(page, 'clip-05.mp4');
  await videosOf(page).filter({ hasText: 'clip-05.mp4' }).click();
  await page.keyboard.press('Control+z');
  await page.getByText('No caption yet.').waitFor();
  expect(countSuggestions(project)).toBe(0);
  await page.keyboard.press('Control+Shift+z');
  await captionOf(page).or(page.getByRole('article')).first().waitFor();
  expect(countSuggestions(project)).toBe(DRAFTS);
});
