/**
 * What a browser plays badly gets a copy that takes its place at the same frame, playing or not; what it cannot play, or not
 * to its end, is said to get one. Every frame is shown at its own time.
 */
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { openWindow } from './opened-window.ts';
import { addClips } from './played-clips.ts';
import { statusOf, videosOf } from './workbench.ts';

/** A copy is made in that time on any machine. */
const SOON = { timeout: 60_000 };

/** What is on the stage, and when the picture that is on the screen begins. */
interface Shown {
  readonly isCopy: boolean;
  readonly isPlaying: boolean;
  readonly rate: number;
  readonly us: number;
}

/** In the page: remembers the frame that each of its players shows, and where the playhead was when a copy took over. */
const WATCH_FRAMES = `
  window.shownUs = new WeakMap();
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) {
      if (shownUs.has(video)) continue;
      shownUs.set(video, -1);
      const tell = (now, { mediaTime }) => {
        shownUs.set(video, Math.round(mediaTime * 1e6));
        video.requestVideoFrameCallback(tell);
      };
      video.requestVideoFrameCallback(tell);
    }
  }).observe(document, { childList: true, subtree: true });
  let [wasCopy, lastMs] = [false, 0];
  const follow = () => {
    const isCopy = document.querySelector('video[aria-hidden="false"][src*="proxy=1"]') !== null;
    const ms = Number(document.querySelector('[role=slider]')?.ariaValueNow ?? 0);
    if (isCopy && !wasCopy) window.takeOverMs = [lastMs, ms];
    [wasCopy, lastMs] = [isCopy, ms];
    requestAnimationFrame(follow);
  };
  follow();
`;

const SHOWN = `(() => {
  const video = document.querySelector('video[aria-hidden="false"]');
  if (video === null) return null;
  return {
    isCopy: video.src.includes('proxy=1'),
    isPlaying: !video.paused,
    rate: video.playbackRate,
    us: shownUs.get(video),
  };
})()`;

async function shownOn(page: Page): Promise<Shown | null> {
  return page.evaluate(SHOWN);
}

/** Copies are made, and come when they are let. */
async function holdCopies(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/\/media\/\w+\?proxy=1$/, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

async function pick(page: Page, clip: string): Promise<void> {
  await videosOf(page).filter({ hasText: clip }).click();
  await page.getByRole('slider', { name: 'Position' }).focus();
}

/** Steps to each of these frames, the last one shown being the one before the first, and tells what is shown of each. */
async function stepTo(page: Page, frames: readonly number[], timesUs: readonly number[]): Promise<void> {
  for (const frame of frames) {
    await page.keyboard.press('ArrowRight');
    await page.getByText(`frame ${frame + 1} of ${timesUs.length}`).waitFor();
    const expectedUs = timesUs[frame] as number;
    await expect.poll(async () => Math.round((((await shownOn(page))?.us ?? NaN) - expectedUs) / 1000), SOON).toBe(0);
  }
}

test('a copy takes over while the video plays, and shows every frame at its time', async (context) => {
  const opened = await openWindow(context, { drafted: true });
  const { page } = opened;
  const clips = await addClips(opened);
  const timesUs = clips.get('far-keys.mp4') ?? [];
  await page.evaluate(WATCH_FRAMES);
  const letCopies = await holdCopies(page);
  await pick(page, 'far-keys.mp4');
  await page.getByText(`frame 1 of ${timesUs.length}`).waitFor();
  await stepTo(page, [1, 2, 3], timesUs);
  // Again and again, until the copy is there.
  await page.keyboard.press('F5');
  await page.keyboard.press('l');
  await expect.poll(async () => shownOn(page), SOON).toMatchObject({ isCopy: false, isPlaying: true, rate: 2 });
  letCopies();
  await expect.poll(async () => shownOn(page), SOON).toMatchObject({ isCopy: true, isPlaying: true, rate: 2 });
  const [beforeMs, afterMs] = await page.evaluate<[number, number]>('window.takeOverMs');
  const leapMs = Math.abs(afterMs - beforeMs);
  expect(Math.min(leapMs, Math.abs(8000 - leapMs))).toBeLessThan(1000);
  await page.getByRole('button', { name: 'Pause' }).waitFor();

  // Its frames are those of the video, also where they come at no steady rate.
  await page.keyboard.press('Space');
  await page.keyboard.press('Home');
  await page.getByText(`frame 1 of ${timesUs.length}`).waitFor();
  await stepTo(page, [1, 2], timesUs);
  let reached = 2;
  for (let skipped = 0; skipped < 5; skipped++) {
    await page.keyboard.press('Shift+ArrowRight');
    const toUs = (timesUs[reached] as number) + 1_000_000;
    reached = timesUs.findLastIndex((us) => us <= toUs);
  }
  await stepTo(page, [reached + 1, reached + 2, reached + 3, reached + 4], timesUs);
});

test('what is heard and not seen, and what breaks off, goes on as a copy, and says so', async (context) => {
  const opened = await openWindow(context, { drafted: true });
  const { page } = opened;
  const clips = await addClips(opened);
  await page.evaluate(WATCH_FRAMES);
  const letFirst = await holdCopies(page);
  await pick(page, 'only-heard.mp4');
  await statusOf(page, 'The browser cannot play this file,').waitFor();
  letFirst();
  await expect.poll(async () => shownOn(page), SOON).toMatchObject({ isCopy: true, isPlaying: false, us: 0 });
  await stepTo(page, [1, 2], clips.get('only-heard.mp4') ?? []);

  const letSecond = await holdCopies(page);
  const timesUs = clips.get('broken-off.mp4') ?? [];
  await pick(page, 'broken-off.mp4');
  await page.getByText(`frame 1 of ${timesUs.length}`).waitFor();
  await page.keyboard.press('Space');
  await statusOf(page, 'The browser cannot play this file any further').waitFor();
  const brokenMs = await page.getByRole('slider', { name: 'Position' }).getAttribute('aria-valuenow');
  expect(Number(brokenMs)).toBeGreaterThan(0);
  letSecond();
  await page.getByText(`frame ${timesUs.length} of ${timesUs.length}`).waitFor();
  await expect.poll(async () => shownOn(page), SOON).toMatchObject({ isCopy: true });
});
