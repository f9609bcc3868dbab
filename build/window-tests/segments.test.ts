/** Segments are drawn, changed and described with the keys alone and with the mouse; the file has them on its frames. */
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { readResponses, readSegments } from './kept-texts.ts';
import { openWindow } from './opened-window.ts';
import type { OpenedWindow } from './opened-window.ts';
import { statusOf, videosOf } from './workbench.ts';

/** Six seconds of 24 frames. */
const CLIP = 'clip-06.mp4';
const FPS = 24;
const FRAMES = 144;

test('a segment is made, changed, described and taken back without the mouse', async (context) => {
  const opened = await openWindow(context, { drafted: true });
  const { page, project } = opened;
  await openTimeline(page);
  await press(page, 'Home', 'Shift+ArrowRight', 'i', 'Shift+ArrowRight', 'ArrowLeft', 'o');
  await expectSegments(opened, [[24, 48]]);
  await segmentsOf(page)
    .and(page.getByRole('option', { selected: true }))
    .waitFor();
  await press(page, 'Control+Shift+ArrowRight');
  await expectSegments(opened, [[24, 49]]);
  await undo(page);
  await expectSegments(opened, [[24, 48]]);
  await press(page, '>');
  await expectSegments(opened, [[25, 49]]);
  await undo(page);
  await expectSegments(opened, [[24, 48]]);

  await press(page, 'n', 'Enter');
  await page.getByRole('textbox', { name: 'Caption' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('It stays.');
  await expect.poll(() => readResponses(project)).toEqual([{ text: 'It stays.', decision: null }]);
  await press(page, 'Escape', 'Home', 'Shift+ArrowRight', ...Array.from({ length: 12 }, () => 'ArrowRight'), 'b');
  await expectSegments(opened, [
    [24, 36],
    [36, 48],
  ]);
  await page.getByRole('option', { name: /^Segment 2/, selected: true }).waitFor();
  await press(page, 't');
  await page.getByRole('dialog').getByRole('combobox', { name: 'Tier' }).and(page.locator(':focus')).waitFor();
  await press(page, 'Control+a');
  await page.keyboard.type('action');
  await press(page, 'Enter');
  await expectSegments(opened, [
    [24, 36],
    [36, 48, 'action'],
  ]);
  const action = page.getByRole('listbox', { name: 'action' });
  await action.getByRole('option').waitFor();
  await undo(page);
  await action.waitFor({ state: 'detached' });
  await expectSegments(opened, [
    [24, 36],
    [36, 48],
  ]);

  await goTo(page, page.getByRole('slider', { name: 'Position' }));
  await press(page, 'ArrowUp', 'm');
  await expectSegments(opened, [[24, 48]]);
  await press(page, 'Backspace');
  await expectSegments(opened, []);
  expect(readResponses(project)).toEqual([]);
  await undo(page);
  await expectSegments(opened, [[24, 48]]);
  expect(readResponses(project)).toEqual([{ text: 'It stays.', decision: null }]);
});

test('segments are drawn, dragged to frames and to each other, and described in one list with the mouse', async (context) => {
  const opened = await openWindow(context, { drafted: true });
  const { page, project } = opened;
  await openTimeline(page);
  await draw(page, 24, 48);
  await expectSegments(opened, [[24, 49]]);
  await drag(page, { from: 49, to: 72.2 });
  await expectSegments(opened, [[24, 72]]);
  await drag(page, { from: 40, to: 64 });
  await expectSegments(opened, [[48, 96]]);
  await draw(page, 110, 119);
  await expectSegments(opened, [
    [48, 96],
    [110, 120],
  ]);
  // Nearer to a frame than to the other segment, which draws it all the same.
  await drag(page, { from: 96, to: 109.2 });
  await expectSegments(opened, [
    [48, 110],
    [110, 120],
  ]);

  for (const [place, text] of ['It moves.', 'It rests.'].entries()) {
    await segmentsOf(page).nth(place).click();
    await page.getByRole('button', { name: 'New caption' }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('textbox', { name: 'Caption' }).fill(text);
  }
  await page.getByRole('checkbox', { name: 'As a list' }).click();
  const captions = page.getByRole('textbox', { name: 'Caption' });
  await expect.poll(async () => captions.count()).toBe(4);
  await captions.nth(2).fill('It moves down.');
  await page.keyboard.press('Tab');
  await page.keyboard.type(' At last.');
  const described = ['It moves down.', 'It rests. At last.'];
  await expect.poll(() => readResponses(project).map(({ text }) => text)).toEqual(described);

  await segmentsOf(page).nth(0).click();
  await segmentsOf(page)
    .nth(1)
    .click({ modifiers: ['Control'] });
  await choose(page, 'Merge with the next segment');
  await expectSegments(opened, [[48, 120]]);
  await expect.poll(() => readResponses(project).map(({ text }) => text)).toEqual([described.join(' ')]);
  await choose(page, 'Delete the segment and its texts');
  await expectSegments(opened, []);
});

/** Numbers of the first frame and of the one after the last; the tier, but for the usual one. */
type Frames = readonly [from: number, to: number, tier?: string];

/** So they are in the file, to the microsecond, and so they are shown. */
async function expectSegments(
  { page, project }: Pick<OpenedWindow, 'page' | 'project'>,
  expected: readonly Frames[],
): Promise<void> {
  await expect
    .poll(() =>
      readSegments(project, FPS).map(({ frames, tier }) => (tier === 'segments' ? frames : [...frames, tier])),
    )
    .toEqual(expected);
  // One that the services have not named yet cannot be dragged.
  const names = page.locator('[role=option][id^=segment-]:not([id^=segment-nameless])');
  await expect
    .poll(async () => (await labelsOf(names)).map(framesShown).toSorted(([a = 0], [b = 0]) => a - b))
    .toEqual(expected.map(([from, to]) => [from, to]));
}

async function labelsOf(all: Locator): Promise<string[]> {
  return Promise.all((await all.all()).map(async (one) => (await one.getAttribute('aria-label')) ?? ''));
}

function framesShown(name: string): number[] {
  const [, from = '', to = ''] = /, 0:(\S+) to 0:(\S+?),/.exec(name) ?? [];
  return [from, to].map((seconds) => Math.round(Number(seconds) * FPS));
}

/** Shows the clip, with the focus on its time. */
async function openTimeline(page: Page): Promise<void> {
  await videosOf(page).filter({ hasText: CLIP }).click();
  await page.getByText(`frame 1 of ${FRAMES}`).waitFor();
  await page.getByRole('slider', { name: 'Position' }).focus();
}

function segmentsOf(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Segments' }).getByRole('option');
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** From pane to pane. */
async function goTo(page: Page, wanted: Locator): Promise<void> {
  const focused = wanted.and(page.locator(':focus'));
  for (let presses = 0; presses < 8 && (await focused.count()) === 0; presses++) await page.keyboard.press('F6');
  await focused.waitFor();
}

/** Takes back the last step, which changed segments. */
async function undo(page: Page): Promise<void> {
  await press(page, 'Control+z');
  await statusOf(page, 'Undone: Change segments').waitFor();
}

/** From the first frame to the last one. */
async function draw(page: Page, first: number, last: number): Promise<void> {
  const position = page.getByRole('slider', { name: 'Position' });
  await position.click({ position: { x: await xOf(page, first + 0.5), y: 4 } });
  await choose(page, 'Segment starts here');
  await position.click({ position: { x: await xOf(page, last + 0.5), y: 4 } });
  await choose(page, 'Segment ends here');
}

/** Over the segments, from where one frame begins to where another does. */
async function drag(page: Page, { from, to }: { readonly from: number; readonly to: number }): Promise<void> {
  const lane = page.getByRole('listbox', { name: 'Segments' });
  const { x, y } = (await lane.boundingBox()) ?? { x: 0, y: 0 };
  // Within the edge that ends there.
  await page.mouse.move(x + (await xOf(page, from)) - 2, y + 12);
  await page.mouse.down();
  await page.mouse.move(x + (await xOf(page, (from + to) / 2)), y + 12);
  await page.mouse.move(x + (await xOf(page, to)) - 2, y + 12);
  await page.mouse.up();
}

async function choose(page: Page, line: string): Promise<void> {
  await page.getByRole('button', { name: 'Segments: what can be done' }).click();
  await page.getByRole('menuitem', { name: line }).click();
}

/** Where a frame begins on the timeline. */
async function xOf(page: Page, frame: number): Promise<number> {
  const { width } = (await page.getByRole('slider', { name: 'Position' }).boundingBox()) ?? { width: 0 };
  return (frame / FRAMES) * width;
}
