/** Forwards and backwards, faster and slower, from video to video; what is heard; and a file that does not come. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { panda } from '../../main/cli/spawned.ts';
import { findFfmpeg } from '../../main/media/index.ts';
import { openWindow } from './opened-window.ts';
import { videosOf } from './workbench.ts';

/** A copy is made in that time on any machine. */
const SOON = { timeout: 60_000 };

test('it plays backwards and forwards, each press twice as fast, and from video to video', async (context) => {
  const { page } = await openWindow(context, { drafted: true });
  await videosOf(page).filter({ hasText: 'clip-06.mp4' }).click();
  await page.getByText('frame 1 of 144').waitFor();
  await page.getByRole('slider', { name: 'Position' }).focus();
  await page.keyboard.press('End');
  await page.getByText('frame 144 of 144').waitFor();
  await page.keyboard.press('j');
  await speedIs(page, '−1×');
  await expect.poll(async () => atMs(page)).toBeLessThan(5700);
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const [stoppedMs, framesThen] = [await atMs(page), await seenOf(page)];
  expect(stoppedMs).toBeGreaterThan(0);
  await page.keyboard.press('ArrowLeft');
  expect([Math.round((stoppedMs - (await atMs(page))) / (1000 / 24)), framesThen.isPlaying]).toEqual([1, false]);

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  // At the beginning it stops, and plays forwards as it did before.
  await page.getByText('frame 1 of 144').waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await speedIs(page, '1×');
  // Again and again, so that it is still at it.
  await page.keyboard.press('F5');
  for (const rate of [2, 4, 8, 16, 16]) {
    await page.keyboard.press('l');
    await speedIs(page, `${rate}×`);
    await expect.poll(async () => seenOf(page)).toMatchObject({ isPlaying: true, rate });
  }
  for (const speed of ['8×', '4×', '2×', '1×', '½×', '¼×', '−1×', '−2×']) {
    await page.keyboard.press('j');
    await speedIs(page, speed);
  }
  await page.keyboard.press('Space');

  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await current(page, 'clip-08.mp4').waitFor();
  await page.keyboard.press('PageUp');
  await current(page, 'clip-07.mp4').waitFor();
  await page.getByText('frame 1 of 108').waitFor();
  await expect.poll(async () => seenOf(page)).toMatchObject({ isThere: true });
  // Whoever was on the timeline still is.
  await page.getByRole('slider', { name: 'Position' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByText('frame 2 of 108').waitFor();
});

test('what is heard can be turned off for good, and a file that does not come is played as a copy', async (context) => {
  const { page, home, project } = await openWindow(context, { drafted: true });
  const ffmpeg = await findFfmpeg();
  const folder = join(home, 'clips');
  mkdirSync(folder);
  execFileSync(ffmpeg.path, [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=25:duration=4'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000', '-shortest', '-c:a', 'aac'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '12', join(folder, 'sounding.mp4')],
  ]);
  expect(await panda(['project', 'add', project, folder], { home })).toMatchObject({ code: 0 });
  await videosOf(page).filter({ hasText: 'sounding.mp4' }).click();
  await page.getByRole('img', { name: 'How loud it is over time' }).waitFor();
  await page.getByText('frame 1 of 100').waitFor();
  const before = await seenOf(page);
  await page.getByRole('slider', { name: 'Position' }).focus();
  await page.keyboard.press('k');
  await expect.poll(async () => (await seenOf(page)).bytesHeard).toBeGreaterThan(before.bytesHeard);
  expect(before.isMuted).toBe(false);
  await page.getByRole('button', { name: 'Turn the sound off' }).click();
  await page.reload();
  await videosOf(page).filter({ hasText: 'sounding.mp4' }).click();
  await page.getByRole('button', { name: 'Turn the sound on' }).waitFor();
  await expect.poll(async () => seenOf(page)).toMatchObject({ isThere: true, isMuted: true });

  // Nothing comes of the file itself, and the host is well.
  await page.clock.install();
  await page.route(/\/media\/\w+$/, async (route) => {
    if (route.request().method() === 'HEAD') await route.continue();
  });
  await videosOf(page).filter({ hasText: 'clip-09.mp4' }).click();
  await page.locator('video[aria-hidden=false]').waitFor({ state: 'attached' });
  await page.clock.fastForward(11_000);
  await expect.poll(async () => seenOf(page), SOON).toMatchObject({ isCopy: true, isThere: true });
});

interface Seen {
  /** A picture of it is on the screen. */
  readonly isThere: boolean;
  readonly isCopy: boolean;
  readonly isPlaying: boolean;
  readonly isMuted: boolean;
  readonly rate: number;
  /** Of its sound, decoded so far. */
  readonly bytesHeard: number;
}

const SEEN = `(() => {
  const video = document.querySelector('video[aria-hidden="false"]');
  return {
    isThere: video?.readyState >= 2,
    isCopy: video?.src.includes('proxy=1') ?? false,
    isPlaying: video?.paused === false,
    isMuted: video?.muted ?? false,
    rate: video?.playbackRate ?? 0,
    bytesHeard: video?.webkitAudioDecodedByteCount ?? 0,
  };
})()`;

/** Of what is on the stage. */
async function seenOf(page: Page): Promise<Seen> {
  return page.evaluate(SEEN);
}

async function atMs(page: Page): Promise<number> {
  return Number(await page.getByRole('slider', { name: 'Position' }).getAttribute('aria-valuenow'));
}

async function speedIs(page: Page, shown: string): Promise<void> {
  await page.getByRole('img', { name: `Speed ${shown}`, exact: true }).waitFor();
}

function current(page: Page, name: string) {
  return videosOf(page).filter({ hasText: name }).and(page.locator('[aria-current=true]'));
}
