/**
 * A window for one test: its own home, project, host process and page. Whatever the page complains of fails the test, and
 * a failed test leaves a picture in out/window-tests. Knows no screen.
 */
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, inject } from 'vitest';
import type { TestContext } from 'vitest';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { findChromium, launchChromium, NO_CHROMIUM } from './chromium.ts';
import { Complaints } from './complaints.ts';
import { HostProcess } from './host-process.ts';
import { slowEngine } from './slow-engine.ts';
import { USUAL_BROWSER } from './usual-browser.ts';

export interface OpenedWindow {
  readonly page: Page;
  readonly home: string;
  /** The file of the project that is open; of none, the path where one could be. */
  readonly project: string;
  readonly complaints: Complaints;
  /** Ends the host at once; the page stays, and may complain until the test listens to it again. */
  readonly killHost: () => Promise<void>;
  /** At the same address; `bare`: without the project. */
  readonly restartHost: (how?: { readonly bare: boolean }) => Promise<void>;
  /** Until it is disposed of, the model that is at work writes as slowly as one a thousand times its size. */
  readonly slowModel: () => Disposable;
  /** A further page of the same host, of a browser of its own; of this person, where people sign in. */
  readonly openPage: (person?: string) => Promise<Page>;
}

interface Opening {
  readonly drafted: boolean;
  readonly make?: (project: string) => void;
  /** People sign in, this one at the first page; without it the host lets in whoever is at this machine. */
  readonly person?: string;
}

const PASSWORD = 'a password for tests';

let browser: Promise<Browser> | undefined;

/**
 * `drafted`: a project of the samples with drafts is open; else nothing is, and the home is empty, unless a project is made
 * at the path that `make` is given.
 */
export async function openWindow(context: TestContext, { drafted, make, person }: Opening): Promise<OpenedWindow> {
  const executablePath = findChromium();
  if (executablePath === undefined) return context.skip(NO_CHROMIUM);
  const chromium = await (browser ??= launchChromium(executablePath));
  const home = mkdtempSync(join(tmpdir(), 'panda-window-'));
  context.onTestFinished(() => rmSync(home, { recursive: true, maxRetries: 3 }));
  const project = join(home, 'samples.panda');
  if (drafted) cpSync(inject('draftedHome'), home, { recursive: true });
  make?.(project);

  const complaints = new Complaints();
  const onTrouble = (text: string): void => complaints.add(`host: ${text}`);
  context.onTestFinished(() => complaints.throwIfAny());
  const passwordFile = person === undefined ? undefined : join(home, 'password');
  if (passwordFile !== undefined) writeFileSync(passwordFile, PASSWORD, { mode: 0o600 });
  const plan = { home, project: existsSync(project) ? project : undefined, passwordFile, onTrouble };
  let host = await HostProcess.start(plan);
  const { port } = host;
  context.onTestFinished(async () => host.stop());
  const openPage = async (name = person): Promise<Page> => {
    const browserContext = await chromium.newContext(USUAL_BROWSER);
    const page = await browserContext.newPage();
    // To be asked who one is, is a complaint of the browser's.
    if (name !== undefined) await signIn(page, { url: host.url, name });
    complaints.hear(page);
    context.onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail' && !page.isClosed()) await page.screenshot({ path: pictureOf(task.name) });
      complaints.isHearing = false;
      await browserContext.close();
    });
    if (name === undefined) await page.goto(host.url);
    return page;
  };
  return {
    page: await openPage(),
    ...{ home, project, complaints, openPage },
    slowModel: () => slowEngine(host.pid),
    killHost: async () => {
      complaints.isHearing = false;
      await host.kill();
    },
    restartHost: async ({ bare } = { bare: false }) => {
      host = await HostProcess.start({ ...plan, project: bare ? undefined : plan.project, port });
    },
  };
}

afterAll(async () => (await browser)?.close());

async function signIn(page: Page, { url, name }: { readonly url: string; readonly name: string }): Promise<void> {
  await page.goto(url);
  await page.locator('input[name=name]').fill(name);
  await page.locator('input[name=key]').fill(PASSWORD);
  await page.getByRole('button').click();
  await page.getByRole('main').waitFor();
}

function pictureOf(test: string): string {
  return join(PROGRAM_FOLDER, 'out/window-tests', `${test.replaceAll(/\W+/g, '-')}.png`);
}
