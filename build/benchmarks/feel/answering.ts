/** How soon the first words of an answer are there, once the model has read the clip. */
import { readSamples } from '../panda-mini.ts';
import { KNOWN_CLIP } from './coded-project.ts';
import type { OpenedWindow } from './opened.ts';

/** Milliseconds from Enter until there is something in the answer. */
export async function ask(window: OpenedWindow, times: number): Promise<number[]> {
  const { page } = window;
  const { questions } = await readSamples({ clips: 1, questions: times + 1 });
  await window.pick(KNOWN_CLIP);
  await page.getByRole('tab', { name: 'Questions' }).click();
  const ms: number[] = [];
  for (const [n, question] of questions.entries()) {
    await page.locator('article[aria-current="true"], [role="tab"][aria-selected="true"]').last().focus();
    await page.keyboard.press('q');
    await page.getByRole('textbox', { name: 'Question' }).fill(question);
    const isBegun = `[...document.querySelectorAll('article[aria-current="true"]')].some((article) =>
      article.innerText.includes(${JSON.stringify(question)}) && (article.querySelector('textarea')?.value ?? '') !== '')`;
    const tookMs = await window.measure('keydown', isBegun, async () => page.keyboard.press('Enter'));
    // Before the first one the model has to be started, and to read the clip.
    if (n > 0) ms.push(tookMs);
    await window.until(`document.querySelector('article[aria-current="true"] textarea[aria-busy="true"]') === null`);
  }
  return ms;
}
