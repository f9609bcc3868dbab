/** `npm run screenshots`: the picture of the README, docs/workbench.png, of the samples that ship. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { buildWindow } from '../start/window.ts';
import { findChromium, launchChromium, NO_CHROMIUM } from './chromium.ts';
import { HostProcess } from './host-process.ts';
import { makeDraftedProject } from './prepared.ts';
import { USUAL_BROWSER } from './usual-browser.ts';
import { openCaption, statusOf } from './workbench.ts';

const PICTURE = join(PROGRAM_FOLDER, 'docs/workbench.png');

const executablePath = findChromium();
if (executablePath === undefined) {
  console.error(`No picture was made: ${NO_CHROMIUM}.`);
  process.exitCode = 1;
} else {
  await buildWindow(PROGRAM_FOLDER);
  const home = mkdtempSync(join(tmpdir(), 'panda-window-'));
  const project = await makeDraftedProject(home);
  const host = await HostProcess.start({ home, project, onTrouble: (text) => process.stderr.write(text) });
  const browser = await launchChromium(executablePath);
  try {
    const page = await browser.newPage(USUAL_BROWSER);
    page.setDefaultTimeout(60_000);
    await page.goto(host.url);
    await workALittle(page);
    await page.screenshot({ path: PICTURE });
    console.log(`Written: ${PICTURE}`);
  } finally {
    await browser.close();
    await host.stop();
    rmSync(home, { recursive: true });
  }
}

/** A person in the middle of it: texts that were accepted, one that was made better. */
async function workALittle(page: Page): Promise<void> {
  for (const clip of ['clip-01.mp4', 'clip-02.mp4']) {
    await openCaption(page, clip);
    await page.getByRole('button', { name: 'Accept' }).click();
  }
  const caption = await openCaption(page, 'clip-05.mp4');
  await caption.fill('A red ring falls slowly on a black background.');
  await caption.press('End');
  await statusOf(page, 'Saved').waitFor();
  // With the focus outside of the field, the keys are shown.
  await page.getByRole('slider', { name: 'Position' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.getByText('0:02.000').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    '[...document.images].every((image) => image.complete && image.naturalWidth > 0) && document.fonts.status === "loaded"',
  );
}
