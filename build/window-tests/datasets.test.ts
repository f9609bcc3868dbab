/** Every format that the services list is written and checked from the window; what lies in a folder comes in as one step. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { countSuggestions, readResponses, readSegments } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { statusOf } from './workbench.ts';

test('every format shows its options and its first records, and passes its check or says why it cannot', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Data sets' }).click();
  await page.getByRole('button', { name: 'Take suggestions too' }).click();
  const formats = page.getByRole('combobox', { name: 'Format' });
  const labels = await formats.locator('option').allInnerTexts();
  const said: Record<string, unknown> = {};
  for (const label of labels) {
    await formats.selectOption(label);
    const whole = page.getByRole('checkbox', { name: 'Texts about whole videos too' });
    if ((await whole.count()) > 0) await whole.check();
    said[label.split(' · ')[0] ?? ''] = await written(page);
  }
  const passed = (records: number, firstFile: string) => ({ records, firstFile, isPassed: true });
  const unfit = 'None of these texts has a place in this format. Choose another format, or other options of it.';
  expect(said).toEqual({
    jsonl: passed(160, 'dataset.jsonl'),
    'sidecar-txt': passed(10, 'clip-01.txt'),
    srt: passed(20, 'clip-01.dense.srt'),
    vtt: passed(20, 'clip-01.dense.vtt'),
    csv: passed(160, 'dataset.csv'),
    tsv: passed(160, 'dataset.tsv'),
    'videochatgpt-qa': passed(140, 'test_q.json'),
    'videochatgpt-benchmark': passed(140, 'generic_qa.json'),
    'videochatgpt-instruct': passed(160, 'instruct.json'),
    'llava-video': passed(160, 'llava_video.json'),
    valley: passed(160, 'valley.json'),
    sharegpt: passed(160, 'sharegpt.json'),
    sharegpt4video: passed(10, 'sharegpt4video.jsonl'),
    msrvtt: passed(20, 'videodatainfo.json'),
    msvd: passed(20, 'AllVideoDescriptions.txt'),
    vatex: passed(20, 'vatex.json'),
    'coco-captions': passed(20, 'captions.json'),
    'webvid-csv': passed(20, 'webvid.csv'),
    'tgif-qa': passed(140, 'Test_frameqa_question.csv'),
    'hf-folder': passed(160, 'metadata.jsonl'),
    'hf-parquet': passed(160, 'data-00000.parquet'),
    webdataset: passed(160, '00000.tar'),
    'label-studio': passed(160, 'tasks.json'),
    'cvat-xml': passed(160, 'clip-01.xml'),
    fiftyone: passed(20, 'labels.json'),
    // About segments, choices of five, or answers that a person has decided: none of these.
    ...{ llc: unfit, 'activitynet-captions': unfit, 'x-anylabeling': unfit },
    ...{ nextqa: unfit, 'videochatgpt-predictions': unfit },
  });
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
