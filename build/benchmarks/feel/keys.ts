/** How soon a key shows that it was pressed, and how soon what was typed is in the file. */
import type { ProjectStore } from '../../../main/store/index.ts';
import { QUICK, SHOWN_CLIP } from './coded-project.ts';
import type { OpenedWindow } from './opened.ts';

const CURRENT = `document.querySelector('article[aria-current="true"]')`;
const FIELD = `document.querySelector('textarea[aria-label="Caption"]')`;

/** A: the text that has the focus says `accepted`. */
export async function accept(window: OpenedWindow, times: number): Promise<number[]> {
  const { keyboard } = window.page;
  await openDrafts(window);
  const ms: number[] = [];
  for (let n = 0; n < times; n++) {
    const item = await window.answer<string>(`${CURRENT}.dataset.item`);
    const isAccepted = `document.querySelector('article[data-item="${item}"]').innerText.includes('accepted')`;
    ms.push(await window.measure('keydown', isAccepted, async () => keyboard.press('a')));
    if (item === (await window.answer(`${CURRENT}.dataset.item`))) await keyboard.press('ArrowDown');
    await window.until(`${CURRENT} !== null && ${CURRENT}.dataset.item !== "${item}"`);
  }
  return ms;
}

export interface Typed {
  /** Milliseconds until the letter is on the screen, and until it is in the file. */
  readonly shown: readonly number[];
  readonly kept: readonly number[];
}

export async function type(window: OpenedWindow, store: ProjectStore, letters: string): Promise<Typed> {
  await openDrafts(window);
  await window.page.getByRole('textbox', { name: 'Caption' }).focus();
  const [shown, kept]: [number[], number[]] = [[], []];
  for (const letter of letters) {
    const { length } = await window.answer<string>(`${FIELD}.value`);
    const before = store.lastEdit();
    const pressedAt = performance.now();
    const isThere = `${FIELD}.value.length === ${length + 1}`;
    shown.push(await window.measure('keydown', isThere, async () => window.page.keyboard.type(letter)));
    while (store.lastEdit() === before) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    kept.push(performance.now() - pressedAt);
  }
  return { shown, kept };
}

/** K: the button says that it can be stopped. */
export async function play(window: OpenedWindow, times: number): Promise<number[]> {
  const isPlaying = (label: string) =>
    `[...document.querySelectorAll('[aria-label="Picture"] button')].some((button) => button.getAttribute('aria-label') === '${label}')`;
  await window.page.getByRole('slider', { name: 'Position' }).focus();
  const ms: number[] = [];
  for (let n = 0; n < times; n++) {
    ms.push(await window.measure('keydown', isPlaying('Pause'), async () => window.page.keyboard.press('k')));
    await window.measure('keydown', isPlaying('Play'), async () => window.page.keyboard.press('k'));
  }
  return ms;
}

/** A in the queue: the text of another clip stands there, and its picture beside it. */
export async function review(window: OpenedWindow, times: number): Promise<number[]> {
  const textIsOf = `Number(/Clip (\\d+)\\./.exec(document.querySelector('article[aria-label="Text"]')?.innerText)?.[1])`;
  const isReady = `[...document.querySelectorAll('[aria-label="Picture"] video[aria-hidden="true"]')].some((video) => video.readyState >= 2)`;
  await window.go('Review');
  const ms: number[] = [];
  for (let n = 0; n < times; n++) {
    await window.until(`${SHOWN_CLIP} === ${textIsOf}`);
    // A person looks at a clip for longer than the next one takes.
    await window.until(isReady);
    const before = await window.answer<number>(textIsOf);
    const isNext = `${textIsOf} !== ${before} && ${SHOWN_CLIP} === ${textIsOf}`;
    ms.push(await window.measure('keydown', isNext, async () => window.page.keyboard.press('a')));
  }
  return ms;
}

/** The first of the drafts has the focus. */
async function openDrafts(window: OpenedWindow): Promise<void> {
  const { page } = window;
  await window.pick(`${QUICK.name}.mp4`);
  await page.getByRole('tab', { name: 'Captions' }).click();
  await page.getByRole('list', { name: 'Captions' }).getByRole('heading').first().click();
  await page.getByRole('textbox', { name: 'Caption' }).waitFor();
  await page.locator('article[aria-current="true"]').focus();
}

const LOOK_EVERY_MS = 2;
