/** From an empty start to a data set that is written and checked: with the keyboard alone, and with the mouse alone. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { SHIPPED_SAMPLES } from '../../main/services/index.ts';
import { readResponses } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { captionOf, statusOf, videosOf } from './workbench.ts';

const ACCEPTED = 'A red ring moves down on a black background.';
const CLIPS = ['clip-05.mp4', 'clip-06.mp4'];

test('from an empty start to a checked data set without the mouse', async (context) => {
  const { page, home } = await openWindow(context, { drafted: false });
  makeClips(home);
  await page.getByRole('button', { name: 'Open a folder or project' }).waitFor();
  await page.keyboard.press('Control+o');
  const folder = page.getByRole('dialog').getByRole('textbox', { name: 'Folder' });
  await folder.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(join(home, 'clips'));
  await page.keyboard.press('Enter');
  await page.getByText('2 videos lie right here').waitFor();
  await tabTo(page, 'Open the videos of “clips”');
  await page.keyboard.press('Enter');

  await expect.poll(async () => videosOf(page).count()).toBe(2);
  await page.getByRole('button', { name: 'Generate' }).first().waitFor();
  await page.keyboard.press('g');
  await captionOf(page).waitFor();
  await page.getByRole('button', { name: 'Accept' }).waitFor();
  await page.keyboard.press('a');
  const project = join(home, 'clips', 'clips.panda');
  await expect.poll(() => readResponses(project).map(({ decision }) => decision)).toEqual(['accepted']);
  await statusOf(page, 'Saved').waitFor();

  await page.keyboard.press('Control+7');
  await page.getByRole('combobox', { name: 'Folder' }).waitFor();
  await page.getByRole('button', { name: 'Export' }).and(page.locator(':enabled')).waitFor();
  await page.keyboard.press('Control+Enter');
  await expectDataset(page);
});

test('from an empty start to a checked data set with the mouse', async (context) => {
  const { page, home } = await openWindow(context, { drafted: false });
  makeClips(home);
  await page.getByRole('button', { name: 'Open a folder or project' }).click();
  await page.getByRole('list', { name: 'Folder' }).getByText('clips', { exact: true }).dblclick();
  await page.getByText('2 videos lie right here').waitFor();
  await page.getByRole('button', { name: 'Open the videos of “clips”' }).click();
  await videosOf(page).filter({ hasText: 'clip-05.mp4' }).click();
  await page.getByRole('button', { name: 'Generate' }).click();
  await captionOf(page).waitFor();
  await page.getByRole('button', { name: 'Accept' }).click();
  const project = join(home, 'clips', 'clips.panda');
  await expect.poll(() => readResponses(project).map(({ decision }) => decision)).toEqual(['accepted']);
  await statusOf(page, 'Saved').waitFor();

  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Data sets' }).click();
  await page.getByRole('button', { name: 'Export' }).click();
  await expectDataset(page);
});

/** The one text that was accepted, in a file that the check has passed. */
async function expectDataset(page: Page): Promise<void> {
  const folder = await page.getByRole('combobox', { name: 'Folder' }).inputValue();
  await page.getByRole('status').filter({ hasText: 'What was written' }).getByText('passed').first().waitFor();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const holding = files
    .filter((file) => statSync(join(folder, file)).isFile())
    .filter((file) => readFileSync(join(folder, file), 'utf8').includes(ACCEPTED));
  expect(holding).not.toEqual([]);
}

/** `home`/clips */
function makeClips(home: string): void {
  mkdirSync(join(home, 'clips'));
  for (const clip of CLIPS) copyFileSync(join(SHIPPED_SAMPLES, clip), join(home, 'clips', clip));
}

/** Presses Tab until the button of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = page.getByRole('button', { name }).and(page.locator(':focus'));
  for (let presses = 0; presses < 50 && (await focused.count()) === 0; presses++) await page.keyboard.press('Tab');
  expect(await focused.count()).toBe(1);
}
