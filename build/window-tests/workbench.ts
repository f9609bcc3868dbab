/** The parts of the workbench, by the names that a screen reader says. */
import type { Locator, Page } from 'playwright';

export function videosOf(page: Page): Locator {
  return page.getByRole('list', { name: 'Videos' }).getByRole('listitem');
}

export function captionOf(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Caption' });
}

/** That begins with these words. */
export function statusOf(page: Page, words: string): Locator {
  return page.getByRole('status').filter({ hasText: new RegExp(`^\\s*${words}`) });
}

/** Shows this clip, and its first caption with a field to write in. */
export async function openCaption(page: Page, clip: string): Promise<Locator> {
  await videosOf(page).filter({ hasText: clip }).click();
  await page.getByRole('tab', { name: 'Captions' }).click();
  await page.getByRole('list', { name: 'Captions' }).getByRole('heading').first().click();
  const caption = captionOf(page);
  await caption.waitFor();
  return caption;
}
