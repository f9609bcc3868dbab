/** `npm run screenshots`: the pictures of the README and of docs/tour.md, of the samples that ship. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { buildWindow } from '../start/window.ts';
import { findChromium, launchChromium, NO_CHROMIUM } from './chromium.ts';
import { HostProcess } from './host-process.ts';
import { makeDraftedProject } from './prepared.ts';
import { USUAL_BROWSER } from './usual-browser.ts';
import { openCaption, statusOf } from './workbench.ts';

const DOCS = join(PROGRAM_FOLDER, 'docs');
/** The places that docs/tour.md shows, as the rail names them, and what is there last when one of them is. */
const PLACES: readonly (readonly [place: string, last: (page: Page) => Locator])[] = [
  ['Library', (page) => page.getByRole('list', { name: 'Videos' }).locator('img').nth(11)],
  ['Review', (page) => page.getByRole('group', { name: 'Frames the model saw' }).locator('img').nth(7)],
  ['Recipes', (page) => page.getByText('qa-general')],
  ['Data sets', (page) => page.getByText('"conversations"')],
  ['Measures', (page) => page.getByText('Accepted as is').first()],
];

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
    await picture(page, 'workbench.png');
    for (const [place, last] of PLACES) {
      await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: place }).click();
      if (place === 'Data sets') await chooseExport(page);
      await last(page).waitFor();
      await picture(page, `tour/${place.toLowerCase().replace(' ', '-')}.png`);
    }
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
}

/** A format that names no folder of this machine, and a folder that is not of it. */
async function chooseExport(page: Page): Promise<void> {
  await page.getByLabel('Folder').fill('~/datasets/shapes');
  await page.getByRole('combobox', { name: 'Format' }).selectOption('llava-video');
}

/** Once everything in it is there. */
async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.evaluate(
    'Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())]).then(() => null)',
  );
  const path = join(DOCS, name);
  await page.screenshot({ path });
  console.log(`Written: ${path}`);
}
