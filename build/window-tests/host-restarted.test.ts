/** The host may be killed under an open page: the page says so, keeps what is typed, and goes on when it is back. */
import { expect, test } from 'vitest';
import { panda } from '../../main/cli/spawned.ts';
import { readResponses } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { captionOf, openCaption, statusOf } from './workbench.ts';

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
  await page.getByRole('tab', { name: 'Captions' }).focus();
  await expect.poll(async () => captionOf(page).inputValue()).toBe('A ring that everybody hears of yet.');
});
