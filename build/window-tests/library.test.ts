/** The library: many videos marked, decided and taken back; searches kept; another order; folders dropped and moved. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { SHIPPED_SAMPLES } from '../../main/services/index.ts';
import { readResponses } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { statusOf, videosOf } from './workbench.ts';

test('videos are marked with the keyboard, their suggestions accepted in one step, and that is taken back', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  await openLibrary(page);
  await videosOf(page).filter({ hasText: 'clip-01.mp4' }).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await statusOf(page, '3 videos marked').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await statusOf(page, '4 videos marked').waitFor();
  await videosOf(page)
    .filter({ hasText: 'clip-02.mp4' })
    .click({ modifiers: ['Control'] });
  await statusOf(page, '3 videos marked').waitFor();

  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Accept suggestions' });
  const [, count = ''] = /(\d+) suggestions wait/.exec(await dialog.getByText('suggestions wait').innerText()) ?? [];
  await dialog.getByRole('button', { name: 'Accept all of them' }).press('Enter');
  await statusOf(page, `${count} texts accepted`).waitFor();
  const decisions = () => readResponses(project).map(({ decision }) => decision);
  expect(decisions()).toEqual(Array.from({ length: Number(count) }, () => 'accepted'));
  await videosOf(page).filter({ hasText: 'clip-01.mp4' }).getByText('done').waitFor();
  await page.keyboard.press('Control+z');
  await videosOf(page).filter({ hasText: 'clip-01.mp4' }).getByText('done').waitFor({ state: 'detached' });
  expect(decisions()).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('toolbar').waitFor({ state: 'detached' });
});

test('the palette finds a video by a part of its name, and opens it', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await openLibrary(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('p-0');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await palette.getByRole('option', { name: 'clip-08.mp4' }).waitFor();
  await page.keyboard.type('5');
  await palette.getByRole('option', { name: 'clip-08.mp4' }).waitFor({ state: 'detached' });
  await palette.getByRole('option', { name: 'clip-05.mp4' }).click();
  await page.locator('li[aria-current=true]').filter({ hasText: 'clip-05.mp4' }).waitFor();
  await page.getByRole('tab', { name: 'Captions' }).waitFor();
});

test('a search is completed, kept, named otherwise and put away; the list is put in another order', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await openLibrary(page);
  const field = page.getByRole('combobox', { name: 'Search' });
  await page.keyboard.press('/');
  await page.keyboard.type('sta');
  await page.getByRole('option', { name: 'status:' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('sugg');
  await page.getByRole('option', { name: 'suggested' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  expect((await field.inputValue()).trim()).toBe('status:suggested');
  await page.getByRole('heading', { name: 'Videos 10 of 12' }).waitFor();

  await choose(page, 'Keep this search');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('to decide');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.getByRole('heading', { name: 'Videos 12', exact: true }).waitFor();
  await choose(page, 'to decide');
  await page.getByRole('heading', { name: 'Videos 10 of 12' }).waitFor();
  await choose(page, 'Rename or remove searches …');
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' });
  await name.fill('suggestions');
  await name.press('Tab');
  await page.getByRole('button', { name: 'Forget suggestions' }).click();
  await page.getByText('No search is kept yet.').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Show everything' }).click();

  const first = await videosOf(page).first().innerText();
  await page.getByRole('button', { name: 'Length' }).click();
  await videosOf(page)
    .first()
    .filter({ hasNotText: first.split('\n')[0] ?? '' })
    .waitFor();
  await page.getByRole('button', { name: 'Pictures' }).click();
  await page.getByRole('img', { name: 'has text' }).first().waitFor();
});

test('a folder that is dropped on the first screen becomes a project; without its place one is asked for it', async (context) => {
  const { page, home } = await openWindow(context, { drafted: false });
  const folder = join(home, 'clips');
  mkdirSync(folder);
  for (const clip of ['clip-05.mp4', 'clip-06.mp4']) copyFileSync(join(SHIPPED_SAMPLES, clip), join(folder, clip));
  await page.getByRole('button', { name: 'Open a folder or project' }).waitFor();
  await drop(page, {});
  const dialog = page.getByRole('dialog', { name: 'Open a folder or project' });
  await dialog.getByText('The browser does not tell where a dropped file lies.').waitFor();
  await page.keyboard.press('Escape');
  // Of a video that is dropped, its folder is opened.
  await drop(page, { 'text/uri-list': `file://${join(folder, 'clip-05.mp4')}` });
  await videosOf(page).nth(1).waitFor();
  expect(existsSync(join(folder, 'clips.panda'))).toBe(true);
});

test('a folder that is dropped is added where the browser says which; a folder that has moved is found again', async (context) => {
  const { page, home } = await openWindow(context, { drafted: true });
  const folder = join(home, 'more');
  mkdirSync(folder);
  for (const clip of ['clip-05.mp4', 'clip-06.mp4']) copyFileSync(join(SHIPPED_SAMPLES, clip), join(folder, clip));
  await openLibrary(page);
  await drop(page, { 'text/uri-list': `file://${folder}` });
  await statusOf(page, '2 added').waitFor();
  await page.getByRole('heading', { name: 'Videos 14', exact: true }).waitFor();
  // What a browser drops of its own has no path: then it is said how to name it.
  await drop(page, {});
  await page.getByRole('dialog').getByText('The browser does not tell where a dropped file lies.').waitFor();
  await page.keyboard.press('Escape');

  // Whoever looks into the new files is done.
  const added = videosOf(page).filter({ hasText: 'more' });
  for (const length of ['0:04.0', '0:06.0']) await added.getByText(length).last().waitFor();
  await page.getByRole('button', { name: 'More' }).last().click();
  await page.getByRole('menuitem', { name: 'A folder has moved …' }).click();
  const dialog = page.getByRole('dialog', { name: 'A folder has moved …' });
  await dialog.getByRole('combobox', { name: 'Folder' }).selectOption('more');
  await dialog.getByRole('textbox', { name: 'Where it is now' }).fill(join(home, 'nowhere'));
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').waitFor();
  await dialog.getByRole('button', { name: 'Take it all the same' }).click();
  await dialog.waitFor({ state: 'detached' });
  await videosOf(page).getByText('file missing').nth(1).waitFor();
  expect(await videosOf(page).getByText('file missing').count()).toBe(2);
});

async function openLibrary(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Library' }).click();
  await page.getByRole('heading', { name: 'Videos 12', exact: true }).waitFor();
  await videosOf(page).filter({ hasText: 'clip-01.mp4' }).waitFor();
}

/** From the menu of saved searches. */
async function choose(page: Page, line: string): Promise<void> {
  await page.getByRole('button', { name: 'Saved searches' }).click();
  await page.getByRole('menu').getByText(line, { exact: true }).click();
}

/** As from a file manager, with what it says of itself. */
async function drop(page: Page, said: Readonly<Record<string, string>>): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([], 'more'));
    for (const [type, text] of ${JSON.stringify(Object.entries(said))}) data.setData(type, text);
    return data;
  })()`);
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer });
}
