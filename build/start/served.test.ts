/** The app as a person starts it: built, served as a process of its own, shown by a browser. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findChromium, launchChromium, NO_CHROMIUM } from '../window-tests/chromium.ts';
import { buildWindow } from './window.ts';

const root = resolve(import.meta.dirname, '../..');
const chromium = findChromium();
if (chromium === undefined) console.warn(`The window was not tried in a browser: ${NO_CHROMIUM}.`);

const running: ChildProcess[] = [];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'served-'));
  await buildWindow(root);
});
// A test that fails leaves its host running.
afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Served {
  readonly child: ChildProcess;
  readonly output: () => string;
}

function serve(...args: string[]): Served {
  const env = { ...process.env, PANDA_HOME: join(folder, 'home') };
  const child = spawn(process.execPath, [join(root, 'main/cli/bin.js'), 'serve', ...args], { env, stdio: 'pipe' });
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return { child, output: () => output };
}

async function addressOf({ output }: Served): Promise<string> {
  await expect.poll(output, { timeout: 60_000 }).toContain('Ctrl+C ends it.');
  return /http:\S+/.exec(output())?.[0] ?? '';
}

async function end({ child }: Served, signal: NodeJS.Signals = 'SIGINT'): Promise<unknown> {
  const ended = once(child, 'exit');
  child.kill(signal);
  return (await ended)[0];
}

async function endOf({ child, output }: Served): Promise<readonly unknown[]> {
  const [code] = (await once(child, 'close')) as [number | null];
  return [code, output()];
}

test('it says where it is, that its port is taken, and ends when it is told to', async () => {
  const first = serve('--port', '0');
  const address = await addressOf(first);
  const { port } = new URL(address);
  const second = await endOf(serve('--port', port));
  const unknown = await fetch(`http://127.0.0.1:${port}/`);
  const entered = await fetch(address, { redirect: 'manual' });
  expect([unknown.status, entered.status, await end(first)]).toEqual([401, 303, 0]);
  expect(second).toEqual([3, expect.stringContaining(`Port ${port} of 127.0.0.1 is in use`)]);
  expect(await end(await started(), 'SIGTERM')).toBe(143);
});

async function started(): Promise<Served> {
  const served = serve('--port', '0');
  await addressOf(served);
  return served;
}

test('others are let in by a password alone', async () => {
  const short = join(folder, 'short');
  const long = join(folder, 'long');
  writeFileSync(short, 'secret\n');
  writeFileSync(long, 'a long enough one\n');
  const everywhere = ['--listen', '0.0.0.0', '--port', '0'];
  expect([
    await endOf(serve(...everywhere)),
    await endOf(serve(...everywhere, '--password-file', short)),
    await endOf(serve(...everywhere, '--password-file', join(folder, 'none'))),
  ]).toEqual([
    [3, expect.stringContaining('--password-file')],
    [3, expect.stringContaining('shorter than 12 characters')],
    [3, expect.stringContaining('the password cannot be read')],
  ]);
  const served = serve(...everywhere, '--password-file', long);
  const address = await addressOf(served);
  expect([address.includes('token'), await end(served)]).toEqual([false, 0]);
});

test.skipIf(chromium === undefined)(
  'the window is shown without a complaint, and again after the host was killed',
  async () => {
    const first = serve('--port', '0');
    const address = await addressOf(first);
    const browser = await launchChromium(chromium ?? '');
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      await page.goto(address);
      const text = (): Promise<string> => page.locator('body').innerText();
      await expect.poll(text).not.toBe('');
      expect(complaints).toEqual([]);
      await end(first, 'SIGKILL');
      const second = serve('--port', new URL(address).port);
      await addressOf(second);
      // Without the new token.
      await page.reload();
      await expect.poll(text).not.toBe('');
      expect(await end(second)).toBe(0);
    } finally {
      await browser.close();
    }
  },
);
