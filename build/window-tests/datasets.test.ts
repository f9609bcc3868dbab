/** Every format that the services list is offered, and one of each family written; what lies in a folder comes in as one step. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { listFormats } from '../../main/services/index.ts';
import { countSuggestions, readResponses, readSegments } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { statusOf } from './workbench.ts';

test('every format shows what it is and its options, and one of each family is written and passes its check', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Data sets' }).click();
  await page.getByRole('button', { name: 'Take suggestions too' }).click();
  const formats = page.getByRole('combobox', { name: 'Format' });
  const labels = await formats.locator('option').allInnerTexts();
  const nameOf = (label: string): string => label.split(' · ')[0] ?? '';
  const section = page.locator('section', { has: formats }).last();
  const shown: Record<string, number> = {};
  for (const label of labels) {
    await formats.selectOption(label);
    // The list of formats itself is one of them.
    shown[nameOf(label)] = (await section.locator('input, select').count()) - 1;
  }
  expect(shown).toEqual(Object.fromEntries(listFormats().map(({ name, options }) => [name, options.length])));

  const passed = (records: number, firstFile: string) => ({ records, firstFile, isPassed: true });
  const unfit = 'None of these texts has a place in this format. Choose another format, or other options of it.';
  const families = {
    jsonl: passed(160, 'dataset.jsonl'),
    'sidecar-txt': passed(10, 'clip-01.txt'),
    'videochatgpt-qa': passed(140, 'test_q.json'),
    sharegpt: passed(160, 'sharegpt.json'),
    'coco-captions': passed(20, 'captions.json'),
    'hf-parquet': passed(160, 'data-00000.parquet'),
    webdataset: passed(160, '00000.tar'),
    'label-studio': passed(160, 'tasks.json'),
    fiftyone: passed(20, 'labels.json'),
    // About segments: none of these.
    llc: unfit,
  };
  const said: Record<string, unknown> = {};
  for (const label of labels.filter((one) => Object.hasOwn(families, nameOf(one)))) {
    await formats.selectOption(label);
    said[nameOf(label)] = await written(page);
  }
  expect(said).toEqual(families);
  await formats.selectOption('sidecar-txt');
  await page
    .getByRole('combobox', { name: 'Of several captions of a video' })
    .selectOption('each on a line of its own');
  await page.getByRole('textbox', { name: 'Ending of the files' }).fill('caption');
  await page.getByRole('alert').filter({ hasText: 'a dot and letters' }).waitFor();
  await page.getByRole('textbox', { name: 'Ending of the files' }).fill('.caption');
  await page.getByRole('region', { name: 'clip-01.caption' }).waitFor();
});

test('a data set is split, and takes its videos along as its format needs them', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Data sets' }).click();
  await page.getByRole('button', { name: 'Take suggestions too' }).click();
  const formats = page.getByRole('combobox', { name: 'Format' });
  const labels = await formats.locator('option').allInnerTexts();
  await formats.selectOption(labels.find((label) => label.startsWith('hf-folder')) ?? '');
  const media = page.getByRole('combobox', { name: 'The videos themselves' });
  expect(await media.locator('option').allInnerTexts()).toEqual([
    'linked into the folder',
    'copied into the folder',
    'segments cut out of them',
  ]);
  const shares = page.getByRole('textbox', { name: 'Shares' });
  await shares.fill('80/20/0');
  await page.getByRole('alert').filter({ hasText: 'as 80/10/10' }).waitFor();
  await shares.fill('60/40');
  const write = page.getByRole('button', { name: 'Export', exact: false }).and(page.locator(':enabled'));
  await write.click();
  const report = page.getByRole('status').filter({ hasText: 'What was written' });
  await report.waitFor();
  const counts = await Promise.all(
    ['train', 'test'].map((name) => report.getByText(name, { exact: true }).locator('xpath=..').innerText()),
  );
  const records = counts.map((count) => Number.parseInt(count.replace(/^\D+/u, ''), 10));
  expect(records.reduce((sum, count) => sum + count, 0)).toBe(160);
});

test('texts beside each other in a folder come in, and undo takes all of them back', async (context) => {
  const { page, home, project } = await openWindow(context, { drafted: true });
  const folder = join(home, 'given');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'clip-05.srt'),
    '1\n00:00:00,000 --> 00:00:02,000\nIt waits.\n\n2\n00:00:02,000 --> 00:00:04,000\nIt falls.\n',
  );
  writeFileSync(join(folder, 'clip-06.txt'), 'Two triangles.\n');
  writeFileSync(join(folder, 'clip-99.txt'), 'Nobody knows this one.\n');
  const suggestions = countSuggestions(project);
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Data sets' }).click();
  await page.getByRole('tab', { name: 'Import' }).click();
  await page.getByRole('combobox', { name: 'File or folder' }).fill(folder);
  await statusOf(page, '3 of 4 records are about 2 videos of this project.').waitFor();
  await statusOf(page, 'Found there: sidecar-txt, srt').waitFor();
  await page.getByRole('cell', { name: 'no such video here' }).waitFor();
  await page.getByRole('combobox', { name: 'They count as' }).selectOption('my own word');
  await statusOf(page, '3 of 4 records').waitFor();
  await page.keyboard.press('Control+Enter');
  await statusOf(page, 'It is in.').waitFor();
  const texts = () =>
    readResponses(project)
      .map(({ text }) => text)
      .toSorted();
  expect([texts(), readSegments(project, 24).length]).toEqual([['It falls.', 'It waits.', 'Two triangles.'], 2]);
  await page.getByRole('button', { name: 'Undo: Import' }).click();
  await statusOf(page, 'It is in.').waitFor({ state: 'detached' });
  await expect.poll(() => [texts(), readSegments(project, 24).length]).toEqual([[], 0]);
  expect(countSuggestions(project)).toBe(suggestions);
});

test('a table of others is read by the columns that a person names', async (context) => {
  const { page, home, project } = await openWindow(context, { drafted: true });
  const file = join(home, 'given.csv');
  writeFileSync(file, 'clip,remark\nclip-05,It falls.\nclip-99,Nobody knows this one.\n');
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Data sets' }).click();
  await page.getByRole('tab', { name: 'Import' }).click();
  await page.getByRole('combobox', { name: 'File or folder' }).fill(file);
  await page.getByText('no column has a text').waitFor();
  await page.getByRole('textbox', { name: 'Column of the video' }).fill('clip');
  await page.getByRole('textbox', { name: 'Column of the captions, or of the answers' }).fill('remark');
  await statusOf(page, '1 of 2 records is about 1 video of this project.').waitFor();
  await page.getByRole('combobox', { name: 'They count as' }).selectOption('my own word');
  await statusOf(page, '1 of 2 records').waitFor();
  await page.keyboard.press('Control+Enter');
  await statusOf(page, 'It is in.').waitFor();
  expect(readResponses(project).map(({ text }) => text)).toEqual(['It falls.']);
});

/** Of the format that is chosen: how many records it wrote and where they begin, or what keeps it from being written. */
async function written(page: Page): Promise<unknown> {
  const report = page.getByRole('status').filter({ hasText: 'What was written' });
  const unfit = statusOf(page, 'None of these');
  const preview = statusOf(page, '160 texts go into it');
  await unfit.or(preview).waitFor();
  if ((await unfit.count()) > 0) return unfit.innerText();
  const firstFile = await page.getByRole('figure').first().locator('figcaption').innerText();
  await page.getByRole('button', { name: 'Export', exact: false }).and(page.locator(':enabled')).click();
  await report.waitFor();
  const records = Number.parseInt(await report.getByText(/records about/).innerText(), 10);
  const results = await report
    .getByRole('listitem')
    .getByText(/^(passed|failed)$/)
    .allInnerTexts();
  return { records, firstFile, isPassed: results.length > 1 && results.every((one) => one === 'passed') };
}
