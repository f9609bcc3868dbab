/** What is done to many videos at once in the library: asked before where it weighs, one step each, and taken back. */
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { countSuggestions, readAssigned, readDecisions, readVideos } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { statusOf, videosOf } from './workbench.ts';

const TWO = ['clip-01.mp4', 'clip-02.mp4'];

test('videos are flagged, assigned, left out and removed together, each taken back in one step', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  const marked = (kept: { readonly flag: string | null; readonly excluded: boolean }) =>
    readVideos(project)
      .filter(({ flag, excluded }) => flag === kept.flag && excluded === kept.excluded)
      .map(({ path }) => path);
  const usual = readVideos(project);
  await markTwo(page);

  await page.keyboard.press('f');
  const flagging = page.getByRole('dialog', { name: 'Flag' });
  await flagging.getByRole('textbox', { name: 'What is the matter' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('too dark');
  await page.keyboard.press('Enter');
  await statusOf(page, 'flags of 2 changed').waitFor();
  await videosOf(page).getByText('⚑ too dark').nth(1).waitFor();
  expect(marked({ flag: 'too dark', excluded: false })).toEqual(TWO);
  await undo(page, 'Flag');
  await videosOf(page).getByText('⚑').first().waitFor({ state: 'detached' });

  await bar(page).getByRole('button', { name: 'Assign' }).click();
  const assigning = page.getByRole('dialog', { name: 'Assign the texts of 2 videos' });
  expect(await assigning.getByRole('button', { name: 'Assign' }).isDisabled()).toBe(true);
  await assigning.getByRole('checkbox', { name: '(you)' }).click();
  await assigning.getByRole('combobox', { name: 'Of the texts' }).selectOption('50%');
  await assigning.getByRole('button', { name: 'Assign' }).click();
  await assigning.waitFor({ state: 'detached' });
  const assigned = readAssigned(project);
  await statusOf(page, `${assigned.length} texts assigned`).waitFor();
  expect([assigned.length > 0, [...new Set(assigned)].toSorted()]).toEqual([true, TWO]);
  await undo(page, 'Assign');
  expect(readAssigned(project)).toEqual([]);

  await bar(page).getByRole('button', { name: 'Leave out' }).click();
  await statusOf(page, '2 left out').waitFor();
  await videosOf(page).getByText('left out').nth(1).waitFor();
  expect(marked({ flag: null, excluded: true })).toEqual(TWO);
  await bar(page).getByRole('button', { name: 'Take in again' }).click();
  await statusOf(page, '2 taken in again').waitFor();
  expect(marked({ flag: null, excluded: true })).toEqual([]);
  await undo(page, 'Take videos in again');
  await undo(page, 'Leave out videos');
  expect(readVideos(project)).toEqual(usual);

  const texts = countSuggestions(project);
  await page.keyboard.press('Delete');
  const removing = page.getByRole('dialog', { name: 'Remove 2 videos?' });
  await removing.getByText('suggestions').waitFor();
  const [, going = ''] = /suggestions\s+(\d+)/.exec(await removing.innerText()) ?? [];
  await page.keyboard.press('Escape');
  await removing.waitFor({ state: 'detached' });
  expect(readVideos(project)).toEqual(usual);
  await page.keyboard.press('Delete');
  await removing.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('heading', { name: 'Videos 10', exact: true }).waitFor();
  await statusOf(page, '2 removed').waitFor();
  expect([Number(going) > 0, countSuggestions(project)]).toEqual([true, texts - Number(going)]);
  await undo(page, 'Remove videos');
  await page.getByRole('heading', { name: 'Videos 12', exact: true }).waitFor();
  expect([readVideos(project), countSuggestions(project)]).toEqual([usual, texts]);
});

test('suggestions of marked videos are rejected once that is said twice; a run of them is planned and not begun', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  const sinceMs = Date.now();
  const decisions = () => readDecisions(project, { sinceMs }).map(({ decision, reason }) => `${decision} ${reason}`);
  await markTwo(page);
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Reject suggestions' });
  const [, count = ''] = /(\d+) suggestions wait/.exec(await dialog.getByText('suggestions wait').innerText()) ?? [];
  await dialog.getByRole('combobox', { name: 'Why' }).selectOption('invented');
  expect(decisions()).toEqual([]);
  await dialog.getByRole('button', { name: 'Reject all of them' }).click();
  await statusOf(page, `${count} texts rejected`).waitFor();
  expect(decisions()).toEqual(Array.from({ length: Number(count) }, () => 'rejected invented'));
  await undo(page, 'Reject');
  expect(decisions()).toEqual([]);

  await page.keyboard.press('g');
  await page.getByRole('combobox', { name: 'Recipe' }).selectOption('shapes-demo');
  await page.getByRole('combobox', { name: 'What has a text already' }).selectOption('append');
  await page.getByText(/It writes at least \d+ texts about 2 videos/).waitFor();
  expect(await page.getByRole('textbox', { name: 'Which videos' }).inputValue()).toMatch(/^video:\w+,\w+$/);
});

/** The first two, with the keyboard. */
async function markTwo(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Library' }).click();
  await videosOf(page).filter({ hasText: 'clip-01.mp4' }).click();
  await page.keyboard.press('Shift+ArrowDown');
  await statusOf(page, '2 videos marked').waitFor();
}

function bar(page: Page) {
  return page.getByRole('toolbar');
}

async function undo(page: Page, step: string): Promise<void> {
  await page.keyboard.press('Control+z');
  await statusOf(page, `Undone: ${step}`).waitFor();
}
