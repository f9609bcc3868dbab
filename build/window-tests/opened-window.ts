/**
 * A window for one test: its own home, project, host process and page. Whatever the page complains of fails the test, and
 * a failed test leaves a picture in out/window-tests. Knows no screen.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, inject } from 'vitest';
import type { TestContext } from 'vitest';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { findChromium, launchChromium, NO_CHROMIUM } from './chromium.ts';
import { Complaints } from './complaints.ts';
import { HostProcess } from './host-process.ts';
import { USUAL_BROWSER } from './usual-browser.ts';

export interface OpenedWindow {
  readonly page: Page;
  readonly home: string;
  /** The file of the project that is open; of none, the path where one could be. */
  readonly project: string;
  readonly complaints: Complaints;
  /** Ends the host at once; the page stays, and may complain until the test listens to it again. */
  readonly killHost: () => Promise<void>;
  /** At the same address. */
  readonly restartHost: () => Promise<void>;
  /** A further page of the same host, of a browser of its own. */
  readonly openPage: () => Promise<Page>;
}

let browser: Promise<Browser> | undefined;

/** `drafted`: a project of the samples with drafts is open; else nothing is, and the home is empty. */
export async function openWindow(
  context: TestContext,
  { drafted }: { readonly drafted: boolean },
): Promise<OpenedWindow> {
  const executablePath = findChromium();
  if (executablePath === undefined) return context.skip(NO_CHROMIUM);
  const chromium = await (browser ??= launchChromium(executablePath));
  const home = mkdtempSync(join(tmpdir(), 'panda-window-'));
  context.onTestFinished(() => rmSync(home, { recursive: true, maxRetries: 3 }));
  const project = join(home, 'samples.panda');
  if (drafted) cpSync(inject('draftedHome'), home, { recursive: true });

  const complaints = new Complaints();
  const onTrouble = (text: string): void => complaints.add(`host: ${text}`);
  context.onTestFinished(() => complaints.throwIfAny());
  const plan = { home, project: drafted ? project : undefined, onTrouble };
  let host = await HostProcess.start(plan);
  const { port } = host;
  context.onTestFinished(async () => host.stop());
  const openPage = async (): Promise<Page> => {
    const browserContext = await chromium.newContext(USUAL_BROWSER);
    const page = await browserContext.newPage();
    complaints.hear(page);
    context.onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await page.screenshot({ path: pictureOf(task.name) });
      complaints.isHearing = false;
      await browserContext.close();
    });
    await page.goto(host.url);
    return page;
  };
  return {
    page: await openPage(),
    ...{ home, project, complaints, openPage },
    killHost: async () => {
      complaints.isHearing = false;
      await host.kill();
    },
    restartHost: async () => {
      host = await HostProcess.start({ ...plan, port });
    },
  };
}

afterAll(async () => (await browser)?.close());

function pictureOf(test: string): string {
  return join(PROGRAM_FOLDER, 'out/window-tests', `${test.replaceAll(/\W+/g, '-')}.png`);
}
