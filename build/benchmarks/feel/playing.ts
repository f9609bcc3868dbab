/** How soon the frame that was clicked is on the screen: of clips that seek well, that do not, and that have a copy. */
import type { OpenedWindow } from './opened.ts';
import { COPIED_FROM, isShown, QUICK, SLOW_FROM } from './coded-project.ts';
import { FPS } from './coded-clips.ts';

const SLIDER = `document.querySelector('[role="slider"][aria-label="Position"]')`;
/** Of the golden ratio, so that wherever one has been, the next place is far from it. */
const TURN = 0.618;

/** Plays from the copy that was made of it. */
const IS_COPY = `document.querySelector('[aria-label="Picture"] video:not([aria-hidden="true"])')?.src.includes('proxy=1')`;

export interface Clicked {
  /** Milliseconds until the frame itself, and until the nearest picture of the film strip or the frame. */
  readonly exact: readonly number[];
  readonly nearest: readonly number[];
}

export async function clickQuick(window: OpenedWindow, clicks: number): Promise<Clicked> {
  await show(window, QUICK.name, QUICK.from);
  return click(window, { from: QUICK.from, clicks });
}

/** Waits until the copy stands. */
export async function clickCopied(window: OpenedWindow, clicks: number): Promise<Clicked> {
  await show(window, 'copied', COPIED_FROM);
  await window.until(IS_COPY);
  return click(window, { from: COPIED_FROM, clicks });
}

/** Before there is a copy; fewer where it is made sooner. */
export async function clickSlow(window: OpenedWindow, clicks: number): Promise<Clicked> {
  // It is the last of the list, so that its copy is not begun while the one before it is shown.
  await window.page.locator('ul[aria-label="Videos"] li[aria-current="true"]').press('End');
  await window.until(isShown(SLOW_FROM));
  await window.until('feel.strip() !== null');
  return click(window, { from: SLOW_FROM, clicks, until: async () => window.page.evaluate<boolean>(IS_COPY) });
}

async function show(window: OpenedWindow, clip: string, from: number): Promise<void> {
  await window.pick(`${clip}.mp4`);
  await window.until(isShown(from));
}

async function click(
  window: OpenedWindow,
  { clicks, from, until }: { readonly from: number; readonly clicks: number; readonly until?: () => Promise<boolean> },
): Promise<Clicked> {
  const box = await window.page.getByRole('slider', { name: 'Position' }).boundingBox();
  if (box === null) throw new Error('there is no slider');
  const exact: number[] = [];
  const nearest: number[] = [];
  const wanted = `(${from} + Math.round((Number(${SLIDER}.ariaValueNow) * ${FPS}) / 1000))`;
  const isExact = `feel.shownNumber() === ${wanted}`;
  const isNear = `feel.isNear(${wanted})`;
  for (let n = 1; n <= clicks && (n === 1 || !(await until?.())); n++) {
    const share = (n * TURN) % 1;
    const [x, y] = [box.x + share * box.width, box.y + box.height - 10];
    await window.page.mouse.move(x, y);
    const [exactMs = NaN, nearestMs = NaN] = await window.measureAll('pointerdown', [isExact, isNear], async () =>
      window.page.mouse.click(x, y),
    );
    const [went = 0, long = 1] = await window.answer<number[]>(`[+${SLIDER}.ariaValueNow, +${SLIDER}.ariaValueMax]`);
    if (Math.abs(went - share * long) > SURE * long + FRAME_MS) {
      throw new Error(`a click at ${share} of ${long} ms went to ${went} ms`);
    }
    exact.push(exactMs);
    nearest.push(nearestMs);
  }
  return { exact, nearest };
}

/** Of the clip, for a click stands for all of a pixel; and the frame that is shown then has begun before. */
const SURE = 0.01;
const FRAME_MS = 1000 / FPS;
