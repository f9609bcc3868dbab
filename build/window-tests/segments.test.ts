/** Segments are drawn, changed and described with the keys alone and with the mouse; the file has them on its frames. */
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { readResponses, readSegments } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { statusOf, videosOf } from './workbench.ts';

/** Six seconds of 24 frames. */
const CLIP = 'clip-06.mp4';
const FPS = 24;

test('a segment is made, changed, described and taken back without the mouse', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  const segments = () => readSegments(project, FPS).map(({ frames, tier }) => [tier, ...frames]);
  await openTimeline(page);
  await press(page, 'Home', 'Shift+ArrowRight', 'i', 'Shift+ArrowRight', 'ArrowLeft', 'o');
  await expect.poll(segments).toEqual([['segments', 24, 48]]);
  await segmentsOf(page)
    .and(page.getByRole('option', { selected: true }))
    .waitFor();
  await press(page, 'Control+Shift+ArrowRight');
  await expect.poll(segments).toEqual([['segments', 24, 49]]);
  await undo(page);
  await expect.poll(segments).toEqual([['segments', 24, 48]]);
  await press(page, '>');
  await expect.poll(segments).toEqual([['segments', 25, 49]]);
  await undo(page);
  await expect.poll(segments).toEqual([['segments', 24, 48]]);

  await press(page, 'n', 'Enter');
  await page.getByRole('textbox', { name: 'Caption' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('It stays.');
  await expect.poll(() => readResponses(project)).toEqual([{ text: 'It stays.', decision: null }]);
  await press(page, 'Escape', 'Home', 'Shift+ArrowRight', ...Array.from({ length: 12 }, () => 'ArrowRight'), 'b');
  await expect.poll(segments).toEqual([
    ['segments', 24, 36],
    ['segments', 36, 48],
  ]);
  await page.getByRole('option', { name: /^Segment 2/, selected: true }).waitFor();
  await press(page, 't');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Tier' }).and(page.locator(':focus')).waitFor();
  await press(page, 'Control+a');
  await page.keyboard.type('action');
  await press(page, 'Enter');
  await expect.poll(segments).toEqual([
    ['segments', 24, 36],
    ['action', 36, 48],
  ]);
  await page.getByRole('listbox', { name: 'action' }).getByRole('option').waitFor();
  await undo(page);
  await expect.poll(segments).toEqual([
    ['segments', 24, 36],
    ['segments', 36, 48],
  ]);
});

/** Shows the clip, with the focus on its time. */
async function openTimeline(page: Page): Promise<void> {
  await videosOf(page).filter({ hasText: CLIP }).click();
  await page.getByText('frame 1 of 144').waitFor();
  await page.getByRole('slider', { name: 'Position' }).focus();
}

function segmentsOf(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Segments' }).getByRole('option');
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Takes back the last step, which changed segments. */
async function undo(page: Page): Promise<void> {
  await press(page, 'Control+z');
  await statusOf(page, 'Undone: Change segments').waitFor();
}
