/**
 * The built app, started in this process around a stand-in for Electron: its main, its preload, its services and engine as
 * processes, its windows as pages of chromium. One at a time. Knows no screen.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, expect, inject, vi } from 'vitest';
import type { TestContext } from 'vitest';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { findChromium, launchChromium, NO_CHROMIUM } from '../window-tests/chromium.ts';
import { Complaints } from '../window-tests/complaints.ts';
import type { StandInWindow } from './stand-in/browser-window.ts';
import { StandIn } from './stand-in/stand-in.ts';

const { nativeImport } = createRequire(import.meta.url)('./stand-in/native-import.js') as {
  readonly nativeImport: (url: string) => Promise<unknown>;
};
const FACADE = new URL('./stand-in/electron.js', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: FACADE, shortCircuit: true } : next(specifier, context),
});

export interface StartedApp {
  readonly electron: StandIn;
  readonly complaints: Complaints;
  /** Of the window that was opened first, or of another. */
  readonly page: (index?: number) => Promise<Page>;
}

/** A machine may be slow, and busy with something else. */
const STARTED = { timeout: 60_000 };
vi.setConfig({ testTimeout: 300_000 });

let browser: Promise<Browser> | undefined;
let starts = 0;
afterAll(async () => (await browser)?.close());

/** What is this person's own; with a project of the samples, samples.panda, where it is wanted. */
export function makeHome(context: TestContext, { drafted }: { readonly drafted: boolean }): string {
  if (findChromium() === undefined) return context.skip(NO_CHROMIUM);
  const home = mkdtempSync(join(tmpdir(), 'panda-desktop-'));
  context.onTestFinished(() => rmSync(home, { recursive: true, maxRetries: 3 }));
  if (drafted) cpSync(inject('draftedHome'), home, { recursive: true });
  return home;
}

interface Start {
  readonly home: string;
  /** Files that the app is opened with. */
  readonly args?: readonly string[];
  /** Of another program than this repository: a packed one. */
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** As a person starts it. It is ended with the test, if nothing ends it before. */
export async function startApp(context: TestContext, plan: Start): Promise<StartedApp> {
  const { home, args = [], program = PROGRAM_FOLDER, env = {} } = plan;
  const executablePath = findChromium();
  if (executablePath === undefined) return context.skip(NO_CHROMIUM);
  const electron = new StandIn(await (browser ??= launchChromium(executablePath)), program);
  const complaints = new Complaints();
  context.onTestFinished(async () => {
    complaints.isHearing = false;
    await electron.close();
  });
  Object.assign(globalThis, { pandaStandIn: electron });
  const before = { argv: process.argv, env: process.env };
  process.env = { ...process.env, PANDA_HOME: home, HOME: home, ...env };
  process.argv = [process.execPath, program, ...args];
  try {
    await nativeImport(`${pathToFileURL(join(program, 'out/desktop/app.js')).href}?${++starts}`);
    // It begins in the next turn, and reads both until then.
    await expect.poll(() => electron.windows.length, STARTED).toBeGreaterThan(0);
  } finally {
    process.argv = before.argv;
    process.env = before.env;
  }
  return {
    electron,
    complaints,
    page: async (index = 0) => {
      await expect.poll(() => electron.windows[index], STARTED).toBeDefined();
      const page = await (electron.windows[index] as StandInWindow).page;
      page.setDefaultTimeout(STARTED.timeout);
      complaints.hear(page);
      return page;
    },
  };
}
