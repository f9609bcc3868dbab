/** A model writes into the field of a person, who stops it, has it write again, chooses, and takes it back. */
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { putAllInControl, readSuggestions } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { captionOf, openCaption, statusOf } from './workbench.ts';

const CLIP = 'clip-05.mp4';
/** The engine has to start first. */
const WRITTEN = { timeout: 20_000 };
const DRAFT = 'A red ring moves down on a black background.';

test('a text is generated, stopped, generated again in part, chosen and taken back', async (context) => {
  const { page, project, slowModel } = await openWindow(context, { drafted: true });
  const drafts = readSuggestions(project).length;
  const made = () => readSuggestions(project).slice(drafts);
  const caption = await openCaption(page, CLIP);
  expect(await caption.inputValue()).toBe(DRAFT);

  await watch(page);
  await press(page, 'Escape', 'r');
  await settled(1);
  const seen = await seenIn(page);
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.filter((text, place) => !text.startsWith(seen[place - 1] ?? ''))).toEqual([]);
  expect(await caption.inputValue()).toBe(made().at(-1)?.text);
  await undo(page, 'Generate');
  await expect.poll(async () => caption.inputValue()).toBe(DRAFT);

  await page.getByRole('heading', { name: 'dense' }).click();
  await expect.poll(async () => caption.inputValue()).toMatch(/\. .+\.$/);
  const dense = await caption.inputValue();
  const slow = slowModel();
  await press(page, 'r');
  await expect.poll(async () => caption.inputValue()).not.toBe(dense);
  await press(page, 'Escape');
  await page.getByRole('button', { name: 'Stop generating' }).waitFor({ state: 'detached' });
  await settled(1);
  slow[Symbol.dispose]();
  const [stopped] = made();
  expect([stopped?.stop, stopped?.text]).toEqual(['cancelled', expect.stringMatching(/./)]);
  // What the model had written when it heard of the key may be a word more than what was seen.
  await expect.poll(async () => caption.inputValue()).toBe(stopped?.text);

  async function settled(count: number): Promise<void> {
    await expect.poll(() => made().length, WRITTEN).toBe(count);
    await page.getByRole('button', { name: 'Stop generating' }).waitFor({ state: 'detached' });
  }

  // What came is a candidate beside the first one; a digit takes it.
  const candidates = page.getByRole('group', { name: 'Candidates' }).getByRole('button');
  const pressed = candidates.and(page.getByRole('button', { pressed: true }));
  await expect
    .poll(async () => [await candidates.count(), await pressed.textContent()])
    .toEqual([2, expect.stringContaining('Candidate 2')]);
  await press(page, '1');
  await expect.poll(async () => caption.inputValue()).toBe(dense);
  expect(await pressed.textContent()).toContain('Candidate 1');

  // Of what was selected nothing but the words changes.
  await page.getByRole('heading', { name: 'short' }).click();
  await caption.focus();
  await press(page, 'Home', 'Control+ArrowRight', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', 'Escape');
  await page.getByRole('button', { name: 'Generate “red ring” again' }).waitFor();
  await press(page, 'r');
  await settled(2);
  expect(made().at(-1)?.text).toMatch(/^A .+ moves down on a black background\.$/);

  // The suggestion stays beside what a person makes of it, and beside what comes in its place.
  await caption.fill(DRAFT.replace('down', 'slowly down'));
  const diff = page.getByRole('paragraph').filter({ hasText: 'Suggestion' });
  expect(await diff.locator('ins').allTextContents()).toEqual(['slowly ']);
  await statusOf(page, 'Saved').waitFor();
  await press(page, 'Escape', 'r');
  await settled(3);
  await undo(page, 'Generate');
  await expect.poll(async () => caption.inputValue()).toBe(DRAFT.replace('down', 'slowly down'));
  expect(made()).toHaveLength(2);
});

test('a segment gets its text and a question its answer; the control arm gets neither', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  const drafts = readSuggestions(project).length;
  const made = () => readSuggestions(project).slice(drafts);
  await openCaption(page, CLIP);
  await page.getByRole('slider', { name: 'Position' }).focus();
  await press(page, 'Home', 'i', 'Shift+ArrowRight', 'Shift+ArrowRight', 'o');
  await page.getByRole('option', { name: /^Segment 1/, selected: true }).waitFor();
  await press(page, 'n', 'Enter');
  await captionOf(page).and(page.locator(':focus')).waitFor();
  // Whatever was shown meanwhile, a segment that is turned to has the keys.
  await page.getByRole('tab', { name: 'Questions' }).click();
  await page.getByRole('slider', { name: 'Position' }).focus();
  await press(page, 'Escape', 'ArrowDown');
  await captionOf(page).waitFor();
  await press(page, 'r');
  await expect.poll(() => made().map(({ segmentId }) => segmentId), WRITTEN).toEqual([expect.any(String)]);
  await expect.poll(async () => captionOf(page).inputValue()).toBe(made().at(-1)?.text);

  await press(page, 'Escape', 'q');
  await page.getByRole('textbox', { name: 'Question' }).fill('What colour is the ring?');
  await press(page, 'Enter');
  await expect.poll(() => made().length, WRITTEN).toBe(2);
  const card = page.getByRole('article', { name: 'What colour is the ring?' });
  await expect.poll(async () => card.getByRole('textbox', { name: 'Answer' }).inputValue()).toBe(made().at(-1)?.text);

  putAllInControl(project);
  await page.reload();
  const caption = await openCaption(page, CLIP);
  await page.getByText('control group: no suggestion').first().waitFor();
  expect(await caption.inputValue()).toBe('');
  expect(await page.getByRole('button', { name: 'Generate this' }).isDisabled()).toBe(true);
  await press(page, 'r');
  expect(made()).toHaveLength(2);
});

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function undo(page: Page, step: string): Promise<void> {
  await press(page, 'Control+z');
  await statusOf(page, `Undone: ${step}`).waitFor();
}

const FIELD = `document.querySelector('textarea[aria-label="Caption"]')`;

/** From now on each text that is put into the caption's field is remembered, whether a slow machine paints it or not. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(`{
    const seen = (globalThis.seenInField = []);
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    Object.defineProperty(HTMLTextAreaElement.prototype, 'value', {
      configurable: true,
      get,
      set(value) {
        const isNew = this === ${FIELD} && value !== (seen.at(-1) ?? get.call(this));
        set.call(this, value);
        if (isNew) seen.push(value);
      },
    });
  }`);
}

async function seenIn(page: Page): Promise<readonly string[]> {
  return page.evaluate('seenInField');
}
