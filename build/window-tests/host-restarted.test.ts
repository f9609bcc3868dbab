/** The host may be killed under an open page: the page says so, keeps what is typed, and goes on when it is back. */
import { expect, test } from 'vitest';
import { panda } from '../../main/cli/spawned.ts';
import { readResponses } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { captionOf, openCaption, statusOf, videosOf } from './workbench.ts';

const SOON = { timeout: 30_000 };

test('what is typed while the host is away is kept when it is back', async (context) => {
  const { page, home, project, complaints, killHost, restartHost } = await openWindow(context, { drafted: true });
  const caption = await openCaption(page, 'clip-05.mp4');
  await killHost();
  await statusOf(page, 'The connection is cut').first().waitFor();
  await caption.fill('A ring that nobody hears of yet.');
  await statusOf(page, 'Not saved').waitFor();
  expect(readResponses(project)).toEqual([]);
  await restartHost();
  await statusOf(page, 'Saved').waitFor();
  expect(readResponses(project)).toEqual([{ text: 'A ring that nobody hears of yet.', decision: null }]);
  expect(await caption.inputValue()).toBe('A ring that nobody hears of yet.');

  // The stream of changes goes on too.
  complaints.isHearing = true;
  const change = ['--only', 'kind:caption', '--find', 'nobody', '--with', 'everybody', '--apply'];
  expect(await panda(['replace', '--project', project, ...change], { home })).toMatchObject({ code: 0 });
  await page.getByText('Changed elsewhere meanwhile').waitFor();
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await expect.poll(async () => captionOf(page).inputValue(), SOON).toBe('A ring that everybody hears of yet.');
});

test('what is typed in a window that is closed while the host is away is kept by the next one', async (context) => {
  const { page, project, complaints, killHost, restartHost } = await openWindow(context, { drafted: true });
  const caption = await openCaption(page, 'clip-05.mp4');
  complaints.isHearing = false;
  await killHost();
  await statusOf(page, 'The connection is cut').first().waitFor();
  await caption.fill('A ring that is heard of tomorrow.');
  const address = page.url();
  const browser = page.context();
  await page.close({ runBeforeUnload: true });
  await restartHost();
  const tomorrow = await browser.newPage();
  await tomorrow.goto(address);
  await openCaption(tomorrow, 'clip-05.mp4');
  await expect
    .poll(() => readResponses(project).map(({ text }) => text))
    .toEqual(['A ring that is heard of tomorrow.']);
  expect(await captionOf(tomorrow).inputValue()).toBe('A ring that is heard of tomorrow.');
});

/** Those of which a browser knows that it has nothing to show. */
const MISSING_PICTURES = `[...document.images].filter((image) => image.hasAttribute('data-missing')).length`;

const PICTURE_ON_STAGE = `document.querySelector('video[aria-hidden="false"]')?.readyState >= 2`;

test('a host that comes back without the project gets it again, and what could not be had meanwhile is had', async (context) => {
  const { page, complaints, killHost, restartHost } = await openWindow(context, { drafted: true });
  complaints.isHearing = false;
  await page.route('**/pictures/**', async (route) => route.abort('connectionrefused'));
  await page.reload();
  await openCaption(page, 'clip-05.mp4');
  await expect.poll(async () => page.evaluate(MISSING_PICTURES), SOON).toBeGreaterThan(5);
  await page.unroute('**/pictures/**');
  await killHost();
  await statusOf(page, 'The connection is cut').waitFor();
  await videosOf(page).filter({ hasText: 'clip-09.mp4' }).click();
  await restartHost({ bare: true });
  await statusOf(page, 'The program was started again').waitFor();
  complaints.isHearing = true;
  await expect.poll(async () => page.evaluate(PICTURE_ON_STAGE), SOON).toBe(true);
  await expect.poll(async () => page.evaluate(MISSING_PICTURES), SOON).toBe(0);
  expect(await videosOf(page).filter({ hasText: 'clip-09.mp4' }).getAttribute('aria-current')).toBe('true');
});
