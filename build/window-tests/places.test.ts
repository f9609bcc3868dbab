/** Every screen opens, in both themes, without a complaint of the page and without a barrier that axe knows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { findBarriers } from './axe.ts';
import { openWindow } from './opened-window.ts';
import { statusOf, videosOf } from './workbench.ts';

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

test('what lies over a screen, and what is shown after work, is open to everyone, in both themes', async (context) => {
  const { page, home } = await openWindow(context, { drafted: true });
  const places = page.getByRole('navigation', { name: 'Places' });
  const { found, look } = tourOf(page);
  await videosOf(page).filter({ hasText: 'clip-05.mp4' }).click();
  for (const [key, name] of [
    ['Control+k', 'Commands'],
    ['?', 'Keys'],
  ] as const) {
    await page.keyboard.press(key);
    await look(name, page.getByRole('dialog', { name }));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name }).waitFor({ state: 'detached' });
  }
  await page.getByRole('list', { name: 'Captions' }).getByRole('heading').first().click();
  await page.getByRole('tab', { name: 'History' }).click();
  await look('history', page.getByText('panda-mini@').first());

  await places.getByRole('button', { name: 'Runs' }).click();
  await look('finished run', page.getByText('About this run'));
  await page.getByRole('button', { name: 'New run' }).click();
  await look('new run', page.getByText('It writes at least'));

  await places.getByRole('button', { name: 'Recipes' }).click();
  await page.getByRole('button', { name: 'qa-general' }).click();
  await look('questions of a recipe', page.getByRole('list', { name: 'Questions' }).getByRole('listitem').first());

  await places.getByRole('button', { name: 'Data sets' }).click();
  await page.getByRole('button', { name: 'Take suggestions too' }).click();
  await page.getByRole('combobox', { name: 'The videos themselves' }).selectOption('linked into the folder');
  await page.getByRole('textbox', { name: 'Shares' }).fill('60/40');
  await page.getByRole('button', { name: 'Export' }).and(page.locator(':enabled')).click();
  await look(
    'report of an export with videos and splits',
    page.getByRole('status').filter({ hasText: 'What was written' }),
  );
  writeFileSync(join(home, 'clip-05.srt'), '1\n00:00:00,000 --> 00:00:02,000\nIt falls.\n');
  await page.getByRole('tab', { name: 'Import' }).click();
  await page.getByRole('combobox', { name: 'File or folder' }).fill(join(home, 'clip-05.srt'));
  await look('preview of an import', statusOf(page, '1 of 1 record is'));
  await page.getByRole('combobox', { name: 'File or folder' }).fill(join(home, 'nothing'));
  await look('import of nothing', page.getByRole('alert').filter({ hasText: 'there is no such file' }));
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, { dark: [], light: [] }])));
});

test('what asks before it does something is open to everyone, in both themes', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  const places = page.getByRole('navigation', { name: 'Places' });
  const { found, look } = tourOf(page);
  await places.getByRole('button', { name: 'Library' }).click();
  await videosOf(page).filter({ hasText: 'clip-01.mp4' }).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await look('marked videos', page.getByRole('dialog', { name: 'Remove 2 videos?' }).getByText('suggestions'));
  await page.keyboard.press('Escape');
  await places.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('button', { name: 'Shares …' }).click();
  await look('shares', page.getByRole('dialog', { name: 'What is done without help' }));
  await page.keyboard.press('Escape');
  await look('reasons', page.getByRole('group', { name: 'Why is it rejected?' }));
  await places.getByRole('button', { name: 'Runs' }).click();
  await page.getByRole('button', { name: 'Undo the run' }).click();
  await look('undo of a run', page.getByRole('dialog', { name: 'Undo this run?' }));
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, { dark: [], light: [] }])));
});

interface Tour {
  /** By what was looked at. */
  readonly found: Readonly<Record<string, unknown>>;
  readonly look: (name: string, shown: Locator) => Promise<void>;
}

function tourOf(page: Page): Tour {
  const found: Record<string, unknown> = {};
  const look = async (name: string, shown: Locator): Promise<void> => {
    await shown.waitFor();
    await settled(page);
    found[name] = await barriersInBothThemes(page);
  };
  return { found, look };
}

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
    found[colorScheme] = await findBarriers(page, { coloursAlone: colorScheme !== THEMES[0] });
  }
  return found;
}
