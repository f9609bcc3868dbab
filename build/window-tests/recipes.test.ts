/** A recipe is copied, tried, edited, removed and brought back; a bank of five hundred questions is typed into. */
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { openWindow } from './opened-window.ts';
import { statusOf, videosOf } from './workbench.ts';

const QUESTIONS = 500;

test('a recipe of one’s own is tried, edited in one undo step, and removed without being asked', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await videosOf(page).filter({ hasText: 'clip-05.mp4' }).click();
  await goToRecipes(page);
  const recipes = page.getByRole('list', { name: 'All recipes' });
  await recipes.getByRole('button', { name: 'shapes-demo' }).click();
  await page.getByText('It ships with the program').waitFor();
  await page.getByRole('button', { name: 'Copy' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await recipes.getByRole('button', { name: 'shapes-demo copy' }).and(page.locator('[aria-current=true]')).waitFor();

  await page.getByRole('button', { name: 'Try it' }).click();
  const tried = page.getByRole('group', { name: 'On the current clip' });
  await tried.getByText('red ring').first().waitFor();
  await statusOf(page, '\\d+ texts in').waitFor();

  await page.getByRole('tab', { name: 'Questions' }).click();
  const lines = Array.from({ length: QUESTIONS }, (_, index) => `What does number ${index} do?\tyes-no\tmotion`);
  await page.getByRole('textbox', { name: 'Add questions' }).fill(lines.join('\n'));
  await page.getByRole('button', { name: `Add ${QUESTIONS}` }).click();
  const questions = page.getByRole('list', { name: 'Questions' });
  await page.getByRole('textbox', { name: 'Question of the bank what-does-number-0' }).waitFor();
  // Only what is seen is in the page.
  expect(await questions.getByRole('listitem').count()).toBeLessThan(80);
  await questions.getByText('What does number 3 do?').click();
  const question = page.getByRole('textbox', { name: 'Question of the bank what-does-number-3' });
  await question.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.type(' And why?');
  expect(await question.inputValue()).toBe('What does number 3 do? And why?');
  await page.getByRole('tab', { name: `Questions ${QUESTIONS + 13}` }).waitFor();
  await name.fill('mine');
  await recipes.getByRole('button', { name: 'mine' }).waitFor();

  await leaveFields(page);
  await page.keyboard.press('Control+z');
  await recipes.getByRole('button', { name: 'shapes-demo copy' }).waitFor();
  await page.getByRole('tab', { name: 'Questions 13' }).waitFor();
  await page.keyboard.press('Control+Shift+Z');
  await recipes.getByRole('button', { name: 'mine' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await recipes.getByRole('button', { name: 'mine' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await recipes.getByRole('button', { name: 'mine' }).waitFor();
});

test('a try can be stopped, and what is wrong with a recipe stands at its field', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await videosOf(page).filter({ hasText: 'clip-05.mp4' }).click();
  await goToRecipes(page);
  await page.getByRole('button', { name: 'New recipe' }).click();
  const prompt = page.getByRole('textbox', { name: 'Prompt' });
  await page.getByRole('button', { name: 'my recipe' }).and(page.locator('[aria-current=true]')).waitFor();
  await prompt.fill('Say {nothing}.');
  await page.getByRole('alert').filter({ hasText: 'There is no variable {nothing}' }).waitFor();
  await statusOf(page, 'Not saved: 1 to mend').waitFor();
  expect(await page.getByRole('button', { name: 'Try it' }).isDisabled()).toBe(true);
  await prompt.fill('Describe this video.');
  await page.getByRole('tab', { name: 'Questions' }).click();
  const lines = Array.from({ length: QUESTIONS }, (_, index) => `What color is shape ${index}?`);
  await page.getByRole('textbox', { name: 'Add questions' }).fill(lines.join('\n'));
  await page.getByRole('button', { name: `Add ${QUESTIONS}` }).click();
  // So many that the model is at it for a while.
  await page.getByRole('tab', { name: 'Sampling and doubt' }).click();
  await page.getByRole('textbox', { name: 'Further samples of each text' }).fill('16');
  await page.getByRole('button', { name: 'Try it' }).and(page.locator(':enabled')).click();
  await leaveFields(page);
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Try it' }).waitFor();
  expect(await page.getByRole('group', { name: 'On the current clip' }).getByRole('article').count()).toBeLessThan(
    QUESTIONS,
  );
});

async function goToRecipes(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Recipes' }).click();
}

/** So that keys are the window's. */
async function leaveFields(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Recipes' }).click();
  await page.locator('input:focus, textarea:focus').waitFor({ state: 'detached' });
}
