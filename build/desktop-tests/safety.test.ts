/** What no page may do: each line of docs/desktop-security.md that this can show without Electron. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { makeHome, startApp } from './started-app.ts';

test('a page goes nowhere, opens nothing, is granted nothing, and nothing is fetched', async (context) => {
  const home = makeHome(context, { drafted: false });
  const { electron, page } = await startApp(context, { home });
  await (await page()).getByRole('button', { name: 'Open a folder of videos …' }).waitFor();
  const [window] = electron.windows;
  const { defaultSession } = electron.session;
  if (window === undefined) throw new Error('there is no window');
  const contents = window.webContents;

  // Nothing else: what is not named is as Electron has it, the safe way round.
  expect(window.options.webPreferences).toEqual({
    ...{ sandbox: true, contextIsolation: true, spellcheck: false },
    preload: join(PROGRAM_FOLDER, 'out/desktop/preload.cjs'),
  });
  expect(await (await page()).evaluate('Object.keys(desktop)')).toEqual(['platform', 'say', 'ask', 'hear', 'pathOf']);
  expect(electron.done).toContain('sandbox everything');
  expect(electron.schemes).toEqual([
    [
      {
        scheme: 'media',
        privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true, codeCache: true },
      },
    ],
  ]);

  const isStopped = (event: string, url: string): boolean => {
    const details = { url, isPrevented: false, preventDefault: () => (details.isPrevented = true) };
    contents.emit(event, details);
    return details.isPrevented;
  };
  const navigations = ['will-navigate', 'will-redirect', 'will-frame-navigate'];
  expect(navigations.map((event) => isStopped(event, 'https://example.com/'))).toEqual([true, true, true]);
  expect(isStopped('will-attach-webview', '')).toBe(true);

  const links = ['http://arxiv.org/', 'https://arxiv.org.example.com/', 'https://example.com/', 'file:///etc/passwd'];
  const opened = [...links, 'javascript:alert(1)', 'https://arxiv.org/abs/2412.18609'].map((url) =>
    contents.openHandler?.({ url }),
  );
  expect(opened).toEqual(Array(6).fill({ action: 'deny' }));
  expect(electron.done.filter((did) => did.startsWith('open-external'))).toEqual([
    'open-external: https://arxiv.org/abs/2412.18609',
  ]);

  const granted: boolean[] = [];
  for (const name of ['media', 'geolocation', 'notifications', 'clipboard-read']) {
    defaultSession.permission?.(contents, name, (isAllowed) => granted.push(isAllowed));
  }
  expect([granted, defaultSession.check?.(), defaultSession.device?.()]).toEqual([
    [false, false, false, false],
    false,
    false,
  ]);
  expect(defaultSession.spellChecks).toBe(false);
  const cancelled = ['https://example.com/', 'http://127.0.0.1/', 'file:///etc/passwd', 'media://panda/1/'].map(
    (url) => {
      let verdict = true;
      defaultSession.request?.({ url }, ({ cancel }) => (verdict = cancel));
      return verdict;
    },
  );
  expect(cancelled).toEqual([true, true, true, false]);
  const download = { isPrevented: false, preventDefault: () => (download.isPrevented = true) };
  defaultSession.emit('will-download', download);
  expect(download.isPrevented).toBe(true);
  expect(electron.done).toContain('crash-reporter: {"uploadToServer":false}');
});

test('only the page itself is heard, and only what is well-formed', async (context) => {
  const home = makeHome(context, { drafted: false });
  const { electron, page } = await startApp(context, { home });
  await (await page()).getByRole('button', { name: 'Open a folder of videos …' }).waitFor();
  const [window] = electron.windows;
  if (window === undefined) throw new Error('there is no window');
  const { mainFrame } = window.webContents;
  const newWindow = { kind: 'window', project: null };
  const ask = async (frame: unknown, message: unknown) => electron.sayAs(frame, window, 'panda:ask', message);

  electron.sayAs({ origin: 'media://panda' }, window, 'panda:say', newWindow);
  electron.sayAs(null, window, 'panda:say', newWindow);
  electron.sayAs(mainFrame, window, 'panda:say', { ...newWindow, more: 1 });
  electron.sayAs(mainFrame, window, 'panda:say', 'anything');
  await expect(ask({ origin: 'https://example.com' }, { kind: 'begin' })).rejects.toThrow('Not a question of this app');
  await expect(ask(mainFrame, { kind: 'read', path: '/etc/passwd' })).rejects.toThrow('Not a question of this app');
  expect(electron.windows).toHaveLength(1);
  electron.sayAs(mainFrame, window, 'panda:say', newWindow);
  await expect.poll(() => electron.windows.length).toBe(2);
});

test('every answer tells the browser what it may not do, and no address leads out of the window', async (context) => {
  const home = makeHome(context, { drafted: false });
  const { page } = await startApp(context, { home });
  const window = await page();
  await window.getByRole('button', { name: 'Open a folder of videos …' }).waitFor();
  const { origin } = new URL(window.url());
  const answer = await fetch(`${origin}/1/`);
  expect(answer.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self'; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  const paths = [
    '/',
    '/1/../package.json',
    '/1/%2e%2e/desktop/app.js',
    '/1/media/../../x',
    '/9/media/00000000000000000000',
  ];
  expect(await Promise.all(paths.map(async (path) => (await fetch(origin + path)).status))).toEqual([
    404, 404, 404, 404, 503,
  ]);
});

test('Electron is pinned to one version', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(PROGRAM_FOLDER, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  expect(devDependencies['electron']).toMatch(/^45\.\d+\.\d+$/);
});

test('each line of docs/desktop-security.md is held by tests that there are', () => {
  const doc = readFileSync(join(PROGRAM_FOLDER, 'docs/desktop-security.md'), 'utf8');
  const named = [...doc.matchAll(/^- \*\*(\w+)\*\*: `([^`]+)`, “(.+)”$/gm)];
  const missing = named.filter(([, , file = '', name = '']) => {
    const tests = readFileSync(join(PROGRAM_FOLDER, file), 'utf8');
    return !tests.includes(`'${name}'`);
  });
  expect(missing).toEqual([]);
  const lines = [...doc.matchAll(/^\| (?:\d+|-) .*\| ([\w, ]+?) +\|$/gm)].map(([, holders = '']) =>
    holders.split(', '),
  );
  expect(lines).toHaveLength(24);
  expect(new Set(lines.flat())).toEqual(new Set(named.map(([, short]) => short)));
});

test('the fuses of what is packed are as they are said to be', () => {
  const config = readFileSync(join(PROGRAM_FOLDER, 'electron-builder.yml'), 'utf8');
  const fuses = /electronFuses:\n((?: {2}\w+: \w+\n)+)/.exec(config)?.[1] ?? '';
  expect(
    Object.fromEntries(
      fuses
        .trim()
        .split('\n')
        .map((line) => line.trim().split(': ')),
    ),
  ).toEqual({
    runAsNode: 'false',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true',
    onlyLoadAppFromAsar: 'true',
    grantFileProtocolExtraPrivileges: 'false',
  });
});
