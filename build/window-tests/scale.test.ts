/** A hundred thousand videos are found, gone through and changed together as few are. */
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { queryOf } from '../../main/document/query/index.ts';
import { countFoundVideos, openProject } from '../../main/store/index.ts';
import { makeLargeProject } from '../benchmarks/large-project.ts';
import { openWindow } from './opened-window.ts';
import { statusOf, videosOf } from './workbench.ts';

const VIDEOS = 100_000;
/** Of every hundred videos one lies in it. */
const FOLDER = 'path:"folder 7/*"';

test('a hundred thousand videos: to the last one, to a folder, all of it changed and taken back in one step', async (context) => {
  const { page, project, complaints } = await openWindow(context, {
    drafted: false,
    make: (path) => makeLargeProject(path, { videos: VIDEOS, items: 1000 })[Symbol.dispose](),
  });
  // There are no files behind them, and so no pictures.
  complaints.isHearing = false;
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Library' }).click();
  await page.getByRole('heading', { name: 'Videos 100,000' }).waitFor();
  await videosOf(page).filter({ hasText: 'clip 0.mp4' }).click();
  await page.keyboard.press('End');
  await videosOf(page).filter({ hasText: 'clip 99999.mp4' }).and(page.locator(':focus')).waitFor();
  await everyRowStands(page);
  await page.keyboard.press('Home');
  await videosOf(page).filter({ hasText: 'clip 0.mp4' }).and(page.locator(':focus')).waitFor();
  await everyRowStands(page);
  // The page does not grow with the project.
  expect(await videosOf(page).count()).toBeLessThan(60);

  await page.keyboard.press('/');
  await page.keyboard.type(FOLDER);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Videos 1,000 of 100,000' }).waitFor();
  await everyRowStands(page);
  const [allBefore, here] = [countFound(project, 'excluded:yes'), countFound(project, `excluded:yes ${FOLDER}`)];
  await videosOf(page).first().click();
  await page.keyboard.press('Control+a');
  await statusOf(page, '1,000 videos marked').waitFor();
  await page.getByRole('button', { name: 'Leave out' }).click();
  await statusOf(page, `${VIDEOS / 100 - here} left out`).waitFor();
  expect(countFound(project, 'excluded:yes')).toBe(allBefore + VIDEOS / 100 - here);
  await videosOf(page).filter({ hasText: 'left out' }).first().waitFor();
  await page.keyboard.press('Control+z');
  await videosOf(page).filter({ hasText: 'left out' }).first().waitFor({ state: 'detached' });
  expect(countFound(project, 'excluded:yes')).toBe(allBefore);
}, 300_000);

/** The list is on the screen, and none of its rows waits for what is in it. */
async function everyRowStands(page: Page): Promise<void> {
  await videosOf(page).first().waitFor();
  await videosOf(page).locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

function countFound(path: string, query: string): number {
  using store = openProject(path, { readOnly: true });
  return countFoundVideos(store, queryOf(query));
}
