/** Models that are chosen, verified, spoiled and gone; the settings of the window and of this machine. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { writeTinyCheckpoint } from '../../main/services/models/tiny-checkpoint.ts';
import { openWindow } from './opened-window.ts';
import { statusOf, videosOf } from './workbench.ts';

const SHIPPED_MODEL = join(PROGRAM_FOLDER, 'native-models/panda-mini/model');

test('a model is chosen and verified; what is wrong with a folder is said, and whatever is whole is used', async (context) => {
  const { page, home } = await openWindow(context, { drafted: true });
  const folder = join(home, 'models', 'copied');
  cpSync(SHIPPED_MODEL, folder, { recursive: true });
  const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
  writeFileSync(
    join(folder, 'manifest.json'),
    manifest.replace('"panda-mini"', '"copied"').replace('"Panda-Mini"', '"Copied"'),
  );
  await goTo(page, 'Models');
  const shipped = page.getByRole('article', { name: 'Panda-Mini' });
  const copied = page.getByRole('article', { name: 'Copied' });
  await copied.getByText('used', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Use Panda-Mini' }).click();
  await shipped.getByText('used', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Use Copied' }).click();
  await page.getByRole('banner').getByRole('button', { name: 'Copied' }).waitFor();
  await page.getByRole('button', { name: 'Verify Copied' }).click();
  await copied.getByText('Every byte is as the manifest says.').waitFor();

  const weights = join(folder, 'decoder.weights');
  const bytes = readFileSync(weights);
  writeFileSync(weights, bytes.fill(0, 0, 64));
  await page.getByRole('button', { name: 'Verify Copied' }).click();
  await copied.getByRole('alert').filter({ hasText: 'decoder.weights' }).waitFor();
  writeFileSync(weights, '');
  await page.getByRole('button', { name: 'Look again' }).click();
  const spoiled = page.getByRole('article', { name: 'copied' });
  await spoiled.getByRole('alert').filter({ hasText: 'Copy the model anew' }).waitFor();
  await shipped.getByText('used', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: /^Use/ }).count()).toBe(0);
  // The model that is left answers, though the one that was chosen is first in the folder.
  await goTo(page, 'Workbench');
  await videosOf(page).filter({ hasText: 'clip-11.mp4' }).click();
  await page.getByRole('button', { name: 'Generate' }).first().click();
  await page.getByText('does not know this kind of video').waitFor();
  rmSync(folder, { recursive: true });
  await goTo(page, 'Models');
  await page.getByText('1 on this machine').waitFor();
});

const PICTURES = `[...document.images].filter(({ naturalWidth }) => naturalWidth > 0).length`;

test('settings are changed without a reload, keys say what they clash with, and the cache is emptied', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await videosOf(page).first().waitFor();
  // Pictures are in the cache once they are seen.
  await expect.poll(async () => page.evaluate(PICTURES)).toBeGreaterThan(5);
  await goTo(page, 'Settings');
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('light');
  await page.locator('html[data-theme=light]').waitFor();
  await page.getByRole('button', { name: 'Empty the cache', exact: true }).click();
  await statusOf(page, '0 byte of').waitFor();
  expect(await page.getByRole('button', { name: 'Empty the cache', exact: true }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Examine', exact: true }).click();
  const findings = page.getByRole('list', { name: 'This machine' }).getByRole('listitem');
  await findings.filter({ hasText: 'Engine' }).getByText('good').waitFor();
  await findings.filter({ hasText: 'Device' }).getByText('CPU, by onnxruntime').waitFor();

  await page.getByRole('textbox', { name: 'Find an action' }).fill('Skip');
  await press(keyOf(page, 'Skip').first(), 'a');
  await page.getByText('A is also: ').first().waitFor();
  await press(keyOf(page, 'Skip').first(), 'Control+ ');
  await page.getByRole('alert').filter({ hasText: 'belongs to the system or to typing' }).waitFor();
  await page.getByRole('button', { name: 'Restore all keys' }).click();
  await page.getByText('A is also: ').first().waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: 'Find an action' }).fill('Commands');
  await page.getByRole('combobox', { name: 'Set of keys' }).selectOption('Premiere Pro');
  await page.getByRole('button', { name: 'Change the key of Commands and search: F1' }).waitFor();

  await page.getByRole('combobox', { name: 'Language' }).selectOption('한국어');
  await page.locator('html[lang=ko]').waitFor();
  await page.getByRole('listitem').filter({ hasText: '엔진' }).getByText('정상').waitFor();
  await page.getByRole('combobox', { name: '언어' }).selectOption('简体中文');
  await page.getByRole('heading', { name: '设置' }).waitFor();
  await page.reload();
  await page.locator('html[lang=zh][data-theme=light]').waitFor();
});

test('a checkpoint becomes a model, one that is none says why, and devices are measured for it', async (context) => {
  const { page, home } = await openWindow(context, { drafted: true });
  const checkpoint = writeTinyCheckpoint(join(home, 'videopanda'));
  await goTo(page, 'Models');
  await page.getByRole('button', { name: 'Import a checkpoint' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a checkpoint' });
  const begin = dialog.getByRole('button', { name: 'Import', exact: true });
  await dialog.getByRole('textbox', { name: 'Name of the model here' }).fill('Mine');
  await dialog.getByText('It is made of a-z').waitFor();
  expect(await begin.isDisabled()).toBe(true);
  await dialog.getByRole('textbox', { name: 'Name of the model here' }).fill('mine');
  await dialog.getByRole('textbox', { name: 'Folder of the checkpoint' }).fill(home);
  await begin.click();
  await dialog.getByRole('alert').filter({ hasText: 'cannot be imported' }).waitFor();
  await dialog.getByRole('textbox', { name: 'Folder of the checkpoint' }).fill(checkpoint);
  await begin.click();
  await dialog.getByText('mine is here and can be used. Its precision changed the logits by').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('article', { name: 'mine' }).getByText('used', { exact: true }).waitFor();

  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  const cpu = page.getByRole('table', { name: 'Devices' }).getByRole('row', { name: /^CPU/ });
  await cpu.getByRole('cell', { name: 'vision, language' }).waitFor();
  await page.getByRole('combobox', { name: 'Models run on' }).selectOption('CPU');
  await page.reload();
  await goTo(page, 'Settings');
  await cpu.waitFor();
  expect(await page.getByRole('combobox', { name: 'Models run on' }).inputValue()).toBe('cpu');
});

async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: place }).click();
}

function keyOf(page: Page, action: string): Locator {
  return page.getByRole('button', { name: `Change the key of ${action}:` });
}

async function press(button: Locator, key: string): Promise<void> {
  await button.click();
  await button.press(key);
}
