/**
 * Hands on the keyboard, whichever: input methods and other layouts, the focus that is always seen, menus and dialogs gone
 * through by keys; windows that are closed in the middle of it; systems that want less motion or more contrast.
 */
import type { CDPSession, Page } from 'playwright';
import { expect, test } from 'vitest';
import { readResponses } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import { captionOf, openCaption, statusOf } from './workbench.ts';

test('keys act by what they type on any layout, and none while an input method composes', async (context) => {
  const { page, project } = await openWindow(context, { drafted: true });
  const caption = await openCaption(page, 'clip-05.mp4');
  const draft = await caption.inputValue();
  const keyboard = await page.context().newCDPSession(page);
  const decisions = () => readResponses(project).map(({ decision }) => decision);

  // An input method is asked first, and what it takes is no key.
  await page.getByRole('heading', { name: 'short' }).click();
  await press(keyboard, { key: 'Process', code: 'KeyA', windowsVirtualKeyCode: 229 });
  await press(keyboard, { key: 'a', code: 'KeyA', windowsVirtualKeyCode: 229 });
  // Where the letters of another script lie, those of this one are meant; on AZERTY the A lies where the Q is here.
  await press(keyboard, { key: 'ㄴ', code: 'KeyS', windowsVirtualKeyCode: 83 });
  await expect.poll(decisions).toEqual(['skipped']);
  await page.getByRole('heading', { name: 'short' }).click();
  await press(keyboard, { key: 'a', code: 'KeyQ', windowsVirtualKeyCode: 65 });
  await expect.poll(decisions).toEqual(['accepted']);
  // On QWERTZ the Z lies where the Y is here.
  await press(keyboard, { key: 'z', code: 'KeyY', windowsVirtualKeyCode: 90, modifiers: CTRL });
  await statusOf(page, 'Undone: Accept').waitFor();
  await press(keyboard, { key: 'X', code: 'KeyX', windowsVirtualKeyCode: 88 });
  await press(keyboard, { key: '5', code: 'Digit5', windowsVirtualKeyCode: 53, modifiers: SHIFT });
  await expect.poll(decisions).toEqual(['rejected']);

  // While it composes Esc takes back what is composed, and nothing of it is kept.
  await caption.fill('');
  await statusOf(page, 'Saved').waitFor();
  await keyboard.send('Input.imeSetComposition', { text: '고리', selectionStart: 2, selectionEnd: 2 });
  await press(keyboard, { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 });
  await press(keyboard, { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, modifiers: CTRL });
  await caption.and(page.locator(':focus')).waitFor();
  expect([await caption.inputValue(), readResponses(project)]).toEqual(['고리', [{ text: '', decision: null }]]);
  await keyboard.send('Input.insertText', { text: '고리' });
  await expect.poll(() => readResponses(project)).toEqual([{ text: '고리', decision: null }]);
  expect(draft).not.toBe('');
});

test('the focus is seen wherever Tab goes', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await openCaption(page, 'clip-05.mp4');
  const unseen: Record<string, unknown> = {};
  for (const [place, digit] of PLACES) {
    await page.keyboard.press(`Control+${digit}`);
    await page
      .locator('nav [aria-current=page]')
      .and(page.getByRole('button', { name: place }))
      .waitFor();
    await page.waitForLoadState('networkidle');
    await page.getByRole('banner').getByRole('button').first().focus();
    const stops = await stopsOf(page);
    unseen[place] = {
      isWhole: stops.length > 12,
      unseen: stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name),
    };
  }
  expect(unseen).toEqual(Object.fromEntries(PLACES.map(([place]) => [place, { isWhole: true, unseen: [] }])));
});

test('menus are gone through by keys, and a window that is closed asks nothing and loses nothing', async (context) => {
  const { page, project, openPage } = await openWindow(context, { drafted: true });
  await openCaption(page, 'clip-05.mp4');
  await page.getByRole('button', { name: 'More for this text' }).focus();
  await page.keyboard.press('Enter');
  const lines = page.getByRole('menuitem');
  await lines.first().and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowDown');
  await lines.filter({ hasText: 'Comment' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Comment' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('article', { name: 'short' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('e');
  await captionOf(page).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.type(' Not sent yet');
  const asked: string[] = [];
  page.on('dialog', (dialog) => asked.push(dialog.type()));
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  await expect
    .poll(() => readResponses(project).map(({ text }) => text))
    .toEqual([expect.stringMatching(/\. Not sent yet$/)]);
  expect(asked).toEqual([]);
  const again = await openCaption(await openPage(), 'clip-05.mp4');
  expect(await again.inputValue()).toMatch(/ Not sent yet$/);
});

test('a system that wants less motion or more contrast gets it', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await openCaption(page, 'clip-05.mp4');
  const styleOf = async (selector: string, property: string): Promise<string> =>
    page.evaluate(`getComputedStyle(document.querySelector('${selector}')).getPropertyValue('${property}').trim()`);
  const looks = async () => ({
    moves: await styleOf('.button', 'transition-duration'),
    quiet: (await styleOf('.meta', 'color')) === (await styleOf('body', 'color')),
    current: await styleOf('li[aria-current=true]', 'outline-style'),
  });
  const seen = { reduced: await looks(), usual: {}, contrast: {}, forced: {} };
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  seen.usual = await looks();
  await page.emulateMedia({ reducedMotion: 'reduce', contrast: 'more' });
  seen.contrast = await looks();
  await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active' });
  seen.forced = await looks();
  expect(seen).toEqual({
    reduced: { moves: '0s', quiet: false, current: 'none' },
    usual: { moves: '0.12s', quiet: false, current: 'none' },
    contrast: { moves: '0s', quiet: true, current: 'none' },
    forced: { moves: '0s', quiet: true, current: 'solid' },
  });
  // What only a background tells elsewhere is told by an edge.
  await page.keyboard.press('Control+k');
  expect(await styleOf('[role=option][aria-selected=true]', 'outline-style')).toBe('solid');
});

const CTRL = 2;
const SHIFT = 8;

interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly windowsVirtualKeyCode: number;
  readonly modifiers?: number;
}

/** As a keyboard of another layout, or an input method, sends it. */
async function press(keyboard: CDPSession, pressed: Pressed): Promise<void> {
  await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...pressed });
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed });
}

const PLACES = [
  ['Library', 1],
  ['Workbench', 2],
  ['Review', 3],
  ['Runs', 4],
  ['Recipes', 5],
  ['Measures', 6],
  ['Data sets', 7],
  ['Models', 8],
  ['Settings', 9],
] as const;

interface Stop {
  readonly name: string;
  readonly isSeen: boolean;
}

const MOST_STOPS = 45;

/** What has the focus: an outline is drawn around it or what it stands in, within the window. */
const STOP = `(() => {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const isOutlined = (one) => getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) >= 1;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const isInside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  const around = [element, element.closest('.search'), element.querySelector('.current')].filter((one) => one !== null);
  const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
  const isFirst = element.dataset.stopped === undefined;
  element.dataset.stopped = '';
  return { name: element.tagName.toLowerCase() + ' ' + name, isSeen: isInside && around.some(isOutlined), isFirst };
})()`;

/** What Tab comes to from here, until it is back; not every key of the settings. */
async function stopsOf(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  await page.evaluate("document.querySelectorAll('[data-stopped]').forEach((one) => delete one.dataset.stopped)");
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<(Stop & { isFirst: boolean }) | null>(STOP);
    if (stop?.isFirst !== true) break;
    stops.push({ name: stop.name, isSeen: stop.isSeen });
  }
  return stops;
}
