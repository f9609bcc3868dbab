/**
 * The desktop app in Electron itself: what the stand-in cannot show. Needs a display (Xvfb does) and an Electron, which
 * ELECTRON_OVERRIDE_DIST_PATH names or node_modules/electron/dist holds.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestContext } from 'vitest';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { buildDesktop } from '../start/desktop.ts';
import { findElectron } from '../start/electron.ts';
import { buildWindow } from '../start/window.ts';

const executablePath = findElectron(PROGRAM_FOLDER);
const NO_ELECTRON = 'there is no Electron (node_modules/electron/dist, ELECTRON_OVERRIDE_DIST_PATH)';
const home = mkdtempSync(join(tmpdir(), 'panda-electron-'));

beforeAll(async () => {
  if (executablePath === undefined) return;
  await buildWindow(PROGRAM_FOLDER);
  await buildDesktop(PROGRAM_FOLDER);
});
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

interface Started {
  readonly app: ElectronApplication;
  readonly page: Page;
}

async function start(context: TestContext, ...args: readonly string[]): Promise<Started> {
  if (executablePath === undefined) return context.skip(NO_ELECTRON);
  // As root, as in a container, Chromium refuses to start with its sandbox.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = { ...process.env, PANDA_HOME: home } as Record<string, string>;
  const app = await _electron.launch({ executablePath, args: [...sandbox, PROGRAM_FOLDER, ...args], env });
  context.onTestFinished(async () => app.close());
  return { app, page: await app.firstWindow() };
}

test('the samples are opened, a caption is written, and its clip plays from where one goes', async (context) => {
  const { page } = await start(context);
  await page.getByRole('button', { name: 'Try the samples' }).click();
  await page.getByRole('list', { name: 'Videos' }).getByRole('listitem').first().click();
  await page.getByRole('main').waitFor();
  await page.keyboard.press('g');
  await expect.poll(async () => page.getByRole('textbox', { name: 'Caption' }).first().inputValue()).not.toBe('');
  const at = await page.evaluate(`(async () => {
    const video = document.querySelector('video');
    const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    video.currentTime = 2;
    await sought;
    return video.currentTime;
  })()`);
  expect(at).toBe(2);
});

test('the page has no Node, no other origin and no way out', async (context) => {
  const { app, page } = await start(context);
  await page.getByRole('main').waitFor();
  expect(await page.evaluate('[typeof require, typeof process, location.origin]')).toEqual([
    'undefined',
    'undefined',
    'media://panda',
  ]);
  expect(await page.evaluate('Object.keys(desktop)')).toEqual(['platform', 'say', 'ask', 'hear', 'pathOf']);
  expect(await page.evaluate(`fetch('https://example.com/').then(() => 'fetched', () => 'refused')`)).toBe('refused');
  expect(await page.evaluate(`Notification.requestPermission()`)).toBe('denied');
  await page.evaluate(`location.href = 'https://example.com/'`);
  expect(page.url()).toMatch(/^media:\/\/panda\/\d+\/$/);
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return (contents as unknown as { getLastWebPreferences: () => unknown }).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    spellcheck: false,
  });
});

test('the menu bar runs the actions of the page, and a crash of the page leaves a report', async (context) => {
  const { app, page } = await start(context);
  await page.getByRole('main').waitFor();
  const labels = async (): Promise<readonly string[]> =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
  if (process.platform === 'darwin') await expect.poll(labels).toContain('Project');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  await expect
    .poll(() => (existsSync(join(home, 'crash-reports')) ? readdirSync(join(home, 'crash-reports')) : []))
    .toContainEqual(expect.stringContaining('-window.txt'));
});
