/**
 * Two people on one project: what one is shown without help, answers blind, or gets back from a reviewer; and that nothing
 * of what they must not see reaches their browser.
 */
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { openProject } from '../../main/services/index.ts';
import { readDecisions } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { statusOf } from './workbench.ts';

test('a second answer is blind, a share comes without suggestions, and what is returned comes back with its reason', async (context) => {
  const { page: ann, openPage, project } = await openWindow(context, { drafted: true, person: 'Ann' });
  const sinceMs = Date.now();

  // Ann decides on two texts, and then says that everything is answered twice and nothing shows its suggestion.
  await ann.getByRole('list', { name: 'Videos' }).waitFor();
  await ann.keyboard.press('Control+3');
  await edit(ann, ' Zebras, says Ann.', { after: 0 });
  await edit(ann, ' Giraffes, says Ann.', { after: 1 });
  await statusOf(ann, 'Saved').waitFor();
  await ann.getByRole('button', { name: 'Shares …' }).click();
  await ann.getByRole('textbox', { name: 'Shown without a suggestion, %' }).fill('100');
  await ann.getByRole('textbox', { name: 'Answered twice, %' }).fill('100');
  await ann.getByRole('button', { name: 'Use these' }).click();
  await ann.getByText('Without a suggestion: write what you see.').waitFor();
  const [first, second] = suggestionsDecided(project);
  if (first === undefined || second === undefined) throw new Error('Ann has decided on too few');

  // Bo answers one of them blind, and one that nobody has decided on without its suggestion.
  const bo = await openPage('Bo');
  const wire = wireOf(bo);
  await bo.reload();
  await bo.getByRole('list', { name: 'Videos' }).waitFor();
  await bo.keyboard.press('Control+3');
  await card(bo).getByText('Without a suggestion: write what you see.').waitFor();
  expect(await card(bo).getByRole('textbox').inputValue()).toBe('');
  await say(bo, 'Words of Bo.');
  await bo.getByText('1 of 158 today').waitFor();
  await bo.getByRole('combobox', { name: 'Queue' }).selectOption({ label: 'Second answers' });
  await card(bo).getByText('A second answer: you see neither the suggestion nor what others said.').waitFor();
  expect(await card(bo).getByRole('textbox').inputValue()).toBe('');
  await say(bo, 'Blind words of Bo.');
  await statusOf(bo, 'Saved').waitFor();
  const told = wire.join(' ');
  expect(['Zebras', 'Giraffes', first.suggestionId, second.suggestionId].map((word) => told.includes(word))).toEqual([
    ...[false, false, false, false],
  ]);

  // As a reviewer Bo sees all of it, approves the one and returns the other.
  await bo.getByRole('combobox', { name: 'Queue' }).selectOption({ label: 'To approve' });
  await card(bo).getByText('Zebras, says Ann.').first().waitFor();
  await bo.keyboard.press('Shift+A');
  await card(bo).getByText('Giraffes, says Ann.').first().waitFor();
  await bo.keyboard.press('Shift+X');
  await card(bo).getByRole('textbox', { name: 'What should change?' }).fill('There is none.');
  await bo.keyboard.press('Enter');
  await bo.getByText('Nothing waits for approval: all decisions of others are reviewed.').waitFor();

  // It comes back to Ann, first of all, with the reason.
  await ann.keyboard.press('Control+2');
  await ann.keyboard.press('Control+3');
  await card(ann).getByRole('note').filter({ hasText: 'Bo returned it: There is none.' }).waitFor();
  await card(ann).getByRole('button', { name: 'Edit' }).click();
  await card(ann).locator('textarea:focus').fill('Better words of Ann.');
  await ann.keyboard.press('Control+Enter');
  await bo.getByRole('combobox', { name: 'Order' }).selectOption({ label: 'newest first' });
  await card(bo).getByText('Better words of Ann.').first().waitFor();

  const accepted = { decision: 'accepted', reason: null };
  const kept = readDecisions(project, { sinceMs });
  expect(kept.map(({ decision, reason, text, by, blind }) => ({ decision, reason, text, by, blind }))).toEqual([
    { ...accepted, text: `${first.text} Zebras, says Ann.`, by: 'Ann', blind: false },
    { ...accepted, text: 'Words of Bo.', by: 'Bo', blind: false },
    { ...accepted, text: 'Blind words of Bo.', by: 'Bo', blind: true },
    { ...accepted, text: 'Better words of Ann.', by: 'Ann', blind: false },
  ]);
  using store = openProject(project, { readOnly: true });
  expect([...store.all('response')].filter(({ text }) => /of Bo/.test(text)).map((one) => one.suggestionId)).toEqual([
    ...[null, null],
  ]);
  expect([...store.all('review')].map(({ verdict, reason, itemId }) => [itemId, verdict, reason])).toEqual([
    [first.itemId, 'approved', null],
    [second.itemId, 'returned', 'There is none.'],
  ]);
});

function card(page: Page) {
  return page.getByRole('article', { name: 'Text' });
}

/** Writes on at the suggestion, and goes on. */
async function edit(page: Page, words: string, { after }: { readonly after: number }): Promise<void> {
  await page.getByText(`${after} of 160 today`).waitFor();
  await page.keyboard.press('e');
  await card(page).locator('textarea:focus').waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Control+Enter');
  await page.getByText(`${after + 1} of 160 today`).waitFor();
}

/** Where there is nothing to begin with, the caret is in the field already. */
async function say(page: Page, words: string): Promise<void> {
  await card(page).locator('textarea:focus').fill(words);
  await page.keyboard.press('Control+Enter');
}

/** All that the services tell this page from now on. */
function wireOf(page: Page): string[] {
  const told: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => told.push(payload.toString())));
  return told;
}

/** What was suggested of the texts that are decided on, in the order of the decisions. */
function suggestionsDecided(project: string) {
  using store = openProject(project, { readOnly: true });
  return [...store.all('response')].map(({ itemId, suggestionId }) => {
    const suggestion = suggestionId === null ? undefined : store.get('suggestion', suggestionId);
    return { itemId, suggestionId: suggestionId ?? '', text: suggestion?.text ?? '' };
  });
}
