/** Every screen opens, in both themes, without a complaint of the page and without a barrier that axe knows. */
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { findBarriers } from './axe.ts';
import { openWindow } from './opened-window.ts';

const THEMES = ['dark', 'light'] as const;

test('the start screen is open to everyone, in both themes', async (context) => {
  const { page } = await openWindow(context, { drafted: false });
  await page.getByRole('button', { name: 'Open a folder or project' }).waitFor();
  expect(await barriersInBothThemes(page)).toEqual({ dark: [], light: [] });
  await page.getByRole('button', { name: 'Open a folder or project' }).click();
  await page.getByRole('dialog').getByRole('list', { name: 'Folder' }).getByRole('listitem').first().waitFor();
  expect(await barriersInBothThemes(page)).toEqual({ dark: [], light: [] });
});

test('every place is open to everyone, in both themes', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  const places = page.getByRole('navigation', { name: 'Places' }).getByRole('button');
  await places.first().waitFor();
  const found: Record<string, unknown> = {};
  const names: string[] = [];
  for (const place of await places.all()) {
    const name = (await place.getAttribute('aria-label')) ?? '';
    names.push(name);
    await place.click();
    await page
      .locator('nav [aria-current=page]')
      .and(page.getByRole('button', { name, exact: true }))
      .waitFor();
    await settled(page);
    found[name] = await barriersInBothThemes(page);
  }
  expect(found).toEqual(Object.fromEntries(names.map((name) => [name, { dark: [], light: [] }])));
  expect(names.length).toBeGreaterThan(8);
});

test('what lies over a screen is open to everyone, in both themes', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await page.getByRole('navigation', { name: 'Places' }).waitFor();
  const found: Record<string, unknown> = {};
  for (const [key, name] of [
    ['Control+k', 'Commands'],
    ['?', 'Keys'],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByRole('dialog', { name }).waitFor();
    found[name] = await barriersInBothThemes(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name }).waitFor({ state: 'detached' });
  }
  expect(found).toEqual({ Commands: { dark: [], light: [] }, Keys: { dark: [], light: [] } });
});

/** What it asked for has come, and nothing is being made. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction("document.querySelector('main [aria-busy=true]') === null");
}

async function barriersInBothThemes(page: Page): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
    found[colorScheme] = await findBarriers(page);
  }
  return found;
}
